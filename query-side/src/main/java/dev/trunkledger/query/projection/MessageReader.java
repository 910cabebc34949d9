package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.SealedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads messages, whatever they hold: none makes it fail. */
public final class MessageReader {

    private static final Set<String> KNOWN_TYPES =
            Set.of(EventTypes.CREATED, EventTypes.REPLACED, EventTypes.RESTORED, EventTypes.DELETED, EventTypes.ERASED);

    private MessageReader() {}

    public static Reading read(Message message) {
        UUID key = uuid(message.key());
        byte[] value = message.value();
        String type = message.type();
        if (value == null) {
            return new Reading.Unusable(message, key, ParkReason.TOMBSTONE);
        }
        if (type == null || !KNOWN_TYPES.contains(type)) {
            return new Reading.Unusable(message, key, ParkReason.UNKNOWN_TYPE);
        }
        try {
            return read(message, key, type, value);
        } catch (RuntimeException e) {
            // Whatever a reader stumbles over in foreign bytes: it is this message's fault and no other's.
            return new Reading.Unusable(message, key, ParkReason.UNREADABLE);
        }
    }

    private static Reading read(Message message, @Nullable UUID key, String type, byte[] value) {
        SealedEvent sealed = EventJson.read(type, value);
        if (!sealed.event().credentialId().equals(key)) {
            return new Reading.Unusable(message, key, ParkReason.WRONG_KEY);
        }
        if (!EventJson.isIntact(value)) {
            return new Reading.Unusable(message, key, ParkReason.NOT_INTACT);
        }
        return new Reading.Event(message, sealed);
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
