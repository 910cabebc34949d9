package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads messages, whatever they hold: none makes it fail. */
public final class MessageReader {

    private static final Set<String> OF_HISTORY =
            Set.of(EventTypes.CREATED, EventTypes.REPLACED, EventTypes.RESTORED, EventTypes.DELETED, EventTypes.ERASED);
    private static final Set<String> OF_ACCESS = Set.of(EventTypes.REVEALED);

    private MessageReader() {}

    public static Reading read(Message message) {
        UUID key = uuid(message.key());
        byte[] value = message.value();
        String type = message.type();
        if (value == null) {
            return new Reading.Unusable(message, key, ParkReason.TOMBSTONE);
        }
        if (type == null || !knownTypes(message).contains(type)) {
            return new Reading.Unusable(message, key, ParkReason.UNKNOWN_TYPE);
        }
        try {
            return read(message, key, type, value);
        } catch (RuntimeException e) {
            // Whatever a reader stumbles over in foreign bytes: it is this message's fault and no other's.
            return new Reading.Unusable(message, key, ParkReason.UNREADABLE);
        }
    }

    /** Each chain has one topic, so that whoever holds a partition holds the chains in it. */
    private static Set<String> knownTypes(Message message) {
        return message.id().partition().topic().endsWith(Topics.ACCESS) ? OF_ACCESS : OF_HISTORY;
    }

    private static Reading read(Message message, @Nullable UUID key, String type, byte[] value) {
        Reading.Link link = OF_ACCESS.contains(type)
                ? new Reading.Access(message, AccessJson.read(type, value))
                : new Reading.Event(message, EventJson.read(type, value));
        if (!link.credentialId().equals(key)) {
            return new Reading.Unusable(message, key, ParkReason.WRONG_KEY);
        }
        if (!EventJson.isIntact(value)) {
            return new Reading.Unusable(message, key, ParkReason.NOT_INTACT);
        }
        return link;
    }

    private static @Nullable UUID uuid(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        try {
            UUID uuid = UUID.fromString(text);
            // fromString also takes shortened forms; a key has one form only.
            return uuid.toString().equals(text) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
