package dev.trunkledger.events.wire;

import dev.trunkledger.events.EventActor;
import tools.jackson.databind.node.ObjectNode;

/** Who caused an event, as the member {@code actor}. */
final class ActorJson {

    private ActorJson() {}

    static void write(CanonicalWriter out, EventActor actor) {
        out.beginMember("actor");
        out.member("clientId", actor.clientId());
        out.member("ip", actor.ip());
        out.member("reason", actor.reason());
        out.member("requestId", actor.requestId());
        out.member("sub", actor.sub());
        out.member("traceId", actor.traceId());
        out.member("userAgent", actor.userAgent());
        out.end();
    }

    static EventActor read(ObjectNode event) {
        ObjectNode actor = JsonReading.object(event, "actor");
        return new EventActor(
                JsonReading.text(actor, "sub"),
                JsonReading.optionalText(actor, "clientId"),
                JsonReading.optionalText(actor, "ip"),
                JsonReading.optionalText(actor, "userAgent"),
                JsonReading.optionalText(actor, "reason"),
                JsonReading.text(actor, "requestId"),
                JsonReading.optionalText(actor, "traceId"));
    }
}
