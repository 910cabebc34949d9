package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as sealed canonical JSON and reads them back, tolerating members that a later version added. */
public final class EventJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private EventJson() {}

    /** The event with its hash, as it is stored and published. */
    public static SealedEvent seal(CredentialEvent event) {
        ObjectNode node = write(event);
        String hash = EventHash.of(node);
        node.put(EventHash.MEMBER, hash);
        return new SealedEvent(event, EventTypes.of(event), hash, CanonicalJson.bytes(node));
    }

    /**
     * Reads a stored or published event. The hash is taken as it stands; {@link #isIntact} checks it.
     *
     * @throws UnreadableEventException when the type is unknown or the value is not an event of that type
     */
    public static SealedEvent read(String type, byte[] json) {
        ObjectNode node = parse(json);
        EventEnvelope envelope = envelope(node);
        CredentialContent content = content(node);
        CredentialEvent event = switch (type) {
            case EventTypes.CREATED -> new CredentialCreated(envelope, content, changedFields(node), effect(node));
            case EventTypes.REPLACED -> new CredentialReplaced(envelope, content, changedFields(node), effect(node));
            case EventTypes.RESTORED ->
                new CredentialRestored(
                        envelope,
                        content,
                        JsonReading.number(node, "restoredVersion"),
                        changedFields(node),
                        effect(node));
            case EventTypes.DELETED -> new CredentialDeleted(envelope, content);
            case EventTypes.ERASED -> new SecretsErased(envelope, content);
            default -> throw new UnreadableEventException("This version knows no event of that type");
        };
        return new SealedEvent(event, type, JsonReading.text(node, EventHash.MEMBER), json);
    }

    /** Whether the event's hash is that of its content, members unknown to this version included. */
    public static boolean isIntact(byte[] json) {
        ObjectNode node = parse(json);
        return EventHash.of(node).equals(JsonReading.optionalText(node, EventHash.MEMBER));
    }

    private static ObjectNode parse(byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Jackson's message quotes the input; it goes no further.
        }
        throw new UnreadableEventException("The value is not a JSON object");
    }

    private static ObjectNode write(CredentialEvent event) {
        ObjectNode node = JSON.createObjectNode();
        writeEnvelope(node, event.envelope());
        writeContent(node, event.content());
        if (event instanceof CredentialCreated created) {
            writeChange(node, created.changedFields(), created.effect());
        } else if (event instanceof CredentialReplaced replaced) {
            writeChange(node, replaced.changedFields(), replaced.effect());
        } else if (event instanceof CredentialRestored restored) {
            writeChange(node, restored.changedFields(), restored.effect());
            node.put("restoredVersion", restored.restoredVersion());
        }
        return node;
    }

    private static void writeEnvelope(ObjectNode node, EventEnvelope envelope) {
        node.put("eventId", envelope.eventId().toString());
        node.put("credentialId", envelope.credentialId().toString());
        node.put("orgId", envelope.orgId());
        node.put("version", envelope.version());
        node.put("occurredTime", envelope.occurredTime().toString());
        node.put("previousHash", envelope.previousHash());
        EventActor actor = envelope.actor();
        ObjectNode block = node.putObject("actor");
        block.put("sub", actor.sub());
        block.put("clientId", actor.clientId());
        block.put("ip", actor.ip());
        block.put("userAgent", actor.userAgent());
        block.put("reason", actor.reason());
        block.put("requestId", actor.requestId());
        block.put("traceId", actor.traceId());
    }

    private static void writeContent(ObjectNode node, CredentialContent content) {
        SettingsJson.write(node.putObject("settings"), content.settings());
        node.put("source", content.source().wireName());
        node.put(
                "providerId",
                content.providerId() == null ? null : content.providerId().toString());
        node.put("createdTime", content.createdTime().toString());
        node.put("secretVersion", content.secretVersion());
        node.put("lastSecretVersion", content.lastSecretVersion());
    }

    private static void writeChange(ObjectNode node, Set<CredentialField> changedFields, Effect effect) {
        ArrayNode names = node.putArray("changedFields");
        // In the enum's order, whatever set the caller had: equal events must have equal bytes.
        for (CredentialField field : CredentialField.values()) {
            if (changedFields.contains(field)) {
                names.add(field.wireName());
            }
        }
        node.put("effect", effect.wireName());
    }

    private static EventEnvelope envelope(ObjectNode node) {
        ObjectNode actor = JsonReading.object(node, "actor");
        return new EventEnvelope(
                JsonReading.uuid(node, "eventId"),
                JsonReading.uuid(node, "credentialId"),
                JsonReading.text(node, "orgId"),
                JsonReading.number(node, "version"),
                JsonReading.instant(node, "occurredTime"),
                new EventActor(
                        JsonReading.text(actor, "sub"),
                        JsonReading.optionalText(actor, "clientId"),
                        JsonReading.optionalText(actor, "ip"),
                        JsonReading.optionalText(actor, "userAgent"),
                        JsonReading.optionalText(actor, "reason"),
                        JsonReading.text(actor, "requestId"),
                        JsonReading.optionalText(actor, "traceId")),
                JsonReading.optionalText(node, "previousHash"));
    }

    private static CredentialContent content(ObjectNode node) {
        return new CredentialContent(
                SettingsJson.read(JsonReading.object(node, "settings")),
                Source.named(JsonReading.text(node, "source"))
                        .orElseThrow(() -> JsonReading.faulty("source", "manual or provider")),
                JsonReading.optionalUuid(node, "providerId"),
                JsonReading.instant(node, "createdTime"),
                JsonReading.optionalInt(node, "secretVersion"),
                Math.toIntExact(JsonReading.number(node, "lastSecretVersion")));
    }

    private static Set<CredentialField> changedFields(ObjectNode node) {
        if (!(node.get("changedFields") instanceof ArrayNode names)) {
            throw JsonReading.faulty("changedFields", "an array");
        }
        Set<CredentialField> fields = EnumSet.noneOf(CredentialField.class);
        for (JsonNode name : names) {
            // A field that a later version added is of no use to this one.
            CredentialField.named(name.asString("")).ifPresent(fields::add);
        }
        return Collections.unmodifiableSet(fields);
    }

    private static Effect effect(ObjectNode node) {
        return Effect.named(JsonReading.text(node, "effect"))
                .orElseThrow(() -> JsonReading.faulty("effect", "re-register, throttle-only or none"));
    }
}
