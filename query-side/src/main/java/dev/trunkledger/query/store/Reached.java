package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Message;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is projected.
 *
 * @param next offset of the message that comes next
 * @param lastMessage {@link #digest} of the one before it; null when that is not known
 */
record Reached(long next, @Nullable String lastMessage) {

    static final Reached NOTHING = new Reached(0, null);

    static Reached after(Message message) {
        return new Reached(message.id().offset() + 1, digest(message));
    }

    static String digest(Message message) {
        byte[] value = message.value();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
