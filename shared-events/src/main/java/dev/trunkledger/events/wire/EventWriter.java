package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.TrunkSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event's canonical JSON, written straight in canonical order: on the path of every command, and two thirds of the
 * time that sorting and writing a tree twice takes.
 */
final class EventWriter {

    private final CanonicalWriter out = new CanonicalWriter();

    private EventWriter() {}

    /** The event, ready to be given its hash. */
    static CanonicalWriter write(String type, CredentialEvent event) {
        EventWriter writer = new EventWriter();
        writer.members(type, event);
        return writer.out;
    }

    private void members(String type, CredentialEvent event) {
        EventEnvelope envelope = event.envelope();
        CredentialContent content = event.content();
        Change change = Change.of(event);
        out.begin();
        ActorJson.write(out, envelope.actor());
        changedFields(change.fields());
        out.member("createdTime", content.createdTime().toString());
        out.member("credentialId", envelope.credentialId().toString());
        if (change.effect() != null) {
            out.member("effect", change.effect().wireName());
        }
        out.member("eventId", envelope.eventId().toString());
        out.placeOfHash();
        out.member("lastSecretVersion", content.lastSecretVersion());
        out.member("occurredTime", envelope.occurredTime().toString());
        out.member("orgId", envelope.orgId());
        out.member("previousHash", envelope.previousHash());
        out.member(
                "providerId",
                content.providerId() == null ? null : content.providerId().toString());
        if (event instanceof CredentialRestored restored) {
            out.member("restoredVersion", restored.restoredVersion());
        }
        out.member("secretVersion", content.secretVersion());
        settings(content.settings());
        out.member("source", content.source().wireName());
        out.member("type", type);
        out.member("version", envelope.version());
        out.end();
    }

    private void settings(TrunkSettings settings) {
        out.beginMember("settings");
        out.member("authUser", settings.authUser());
        out.member("cpsKey", settings.cpsKey());
        out.member("cpsLimit", settings.cpsLimit());
        out.member("description", settings.description());
        out.member("domain", settings.domain());
        out.member("server", settings.server());
        out.member("transport", settings.transport().wireName());
        out.end();
    }

    private void changedFields(@Nullable Set<CredentialField> fields) {
        if (fields != null) {
            out.member(
                    "changedFields",
                    fields.stream().map(CredentialField::wireName).toList());
        }
    }

    /** What an event says about a change of content; nothing where content stays as it was. */
    private record Change(
            @Nullable Set<CredentialField> fields, @Nullable Effect effect) {

        static Change of(CredentialEvent event) {
            if (event instanceof CredentialCreated created) {
                return new Change(created.changedFields(), created.effect());
            }
            if (event instanceof CredentialReplaced replaced) {
                return new Change(replaced.changedFields(), replaced.effect());
            }
            if (event instanceof CredentialRestored restored) {
                return new Change(restored.changedFields(), restored.effect());
            }
            return new Change(null, null);
        }
    }
}
