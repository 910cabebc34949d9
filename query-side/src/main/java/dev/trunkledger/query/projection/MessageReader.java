package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads messages, whatever they hold: none makes it fail. */
public final class MessageReader {

    private static final Set<String> OF_HISTORY =
            Set.of(EventTypes.CREATED, EventTypes.REPLACED, EventTypes.RESTORED, EventTypes.DELETED, EventTypes.ERASED);
    private static final Set<String> OF_ACCESS = Set.of(EventTypes.REVEALED);
    private static final Set<String> OF_CHECKPOINTS = Set.of(Checkpoint.TYPE);

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
            return OF_CHECKPOINTS.contains(type) ? checkpoint(message, value) : read(message, key, type, value);
        } catch (RuntimeException e) {
            // Whatever a reader stumbles over in foreign bytes: it is this message's fault and no other's.
            return new Reading.Unusable(message, key, ParkReason.UNREADABLE);
        }
    }

    /** Each chain has one topic, so that whoever holds a partition holds the chains in it. */
    private static Set<String> knownTypes(Message message) {
        String topic = message.id().partition().topic();
        if (topic.endsWith(Topics.CHECKPOINTS)) {
            return OF_CHECKPOINTS;
        }
        return topic.endsWith(Topics.ACCESS) ? OF_ACCESS : OF_HISTORY;
    }

    private static Reading read(Message message, @Nullable UUID key, String type, byte[] value) {
        if (OF_ACCESS.contains(type)) {
            return link(new Reading.Access(message, AccessJson.read(type, value)), key, EventJson.isIntact(value));
        }
        EventJson.CheckedEvent checked = EventJson.readChecked(type, value);
        return link(new Reading.Event(message, checked.sealed()), key, checked.intact());
    }

    private static Reading link(Reading.Link link, @Nullable UUID key, boolean intact) {
        if (!link.credentialId().equals(key)) {
            return new Reading.Unusable(link.message(), key, ParkReason.WRONG_KEY);
        }
        return intact ? link : new Reading.Unusable(link.message(), key, ParkReason.NOT_INTACT);
    }

    private static Reading checkpoint(Message message, byte[] value) {
        SignedCheckpoint signed = SignedCheckpoint.read(value);
        byte[] key = message.key();
        boolean ownKey = key != null
                && new String(key, StandardCharsets.UTF_8)
                        .equals(signed.checkpoint().orgId());
        return ownKey ? new Reading.Signed(message, signed) : new Reading.Unusable(message, null, ParkReason.WRONG_KEY);
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
