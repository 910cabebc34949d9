package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads events from JSON; what it does not know it leaves alone, what it cannot understand it refuses. */
final class EventReader {

    private EventReader() {}

    static SealedEvent read(String type, byte[] json) {
        return read(type, JsonReading.parse(json), json);
    }

    /** @param node what the bytes say */
    static SealedEvent read(String type, ObjectNode node, byte[] json) {
        requireType(type, node);
        return new SealedEvent(event(type, node), type, JsonReading.text(node, EventHash.MEMBER), json);
    }

    /** A label stands outside of the seal: it counts only as far as the sealed content says the same. */
    static void requireType(String type, ObjectNode node) {
        if (!JsonReading.text(node, "type").equals(type)) {
            throw JsonReading.faulty("type", "the type that the event is labelled with");
        }
    }

    private static CredentialEvent event(String type, ObjectNode node) {
        EventEnvelope envelope = envelope(node);
        CredentialContent content = content(node);
        return switch (type) {
            case EventTypes.CREATED -> new CredentialCreated(envelope, content, changedFields(node), effect(node));
            case EventTypes.REPLACED -> new CredentialReplaced(envelope, content, changedFields(node), effect(node));
            case EventTypes.RESTORED -> {
                long restored = JsonReading.number(node, "restoredVersion");
                yield new CredentialRestored(envelope, content, restored, changedFields(node), effect(node));
            }
            case EventTypes.DELETED -> new CredentialDeleted(envelope, content);
            case EventTypes.ERASED -> new SecretsErased(envelope, content);
            default -> throw new UnreadableEventException("This version knows no event of that type");
        };
    }

    static EventEnvelope envelope(ObjectNode node) {
        return new EventEnvelope(
                JsonReading.uuid(node, "eventId"),
                JsonReading.uuid(node, "credentialId"),
                JsonReading.text(node, "orgId"),
                JsonReading.number(node, "version"),
                JsonReading.instant(node, "occurredTime"),
                ActorJson.read(node),
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
                JsonReading.integer(node, "lastSecretVersion"));
    }

    private static Set<CredentialField> changedFields(ObjectNode node) {
        if (!(node.get("changedFields") instanceof ArrayNode names)) {
            throw JsonReading.faulty("changedFields", "an array of strings");
        }
        Set<CredentialField> fields = EnumSet.noneOf(CredentialField.class);
        for (JsonNode name : names) {
            if (!name.isString()) {
                throw JsonReading.faulty("changedFields", "an array of strings");
            }
            // A field that a later version added is of no use to this one.
            CredentialField.named(name.stringValue()).ifPresent(fields::add);
        }
        return fields;
    }

    private static Effect effect(ObjectNode node) {
        return Effect.named(JsonReading.text(node, "effect"))
                .orElseThrow(() -> JsonReading.faulty("effect", "re-register, throttle-only or none"));
    }
}
