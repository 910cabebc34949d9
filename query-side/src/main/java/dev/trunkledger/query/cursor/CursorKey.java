package dev.trunkledger.query.cursor;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** The key that authenticates cursors; all instances share one, so that any of them continues a page of another. */
public final class CursorKey {

    private static final int FEWEST_BYTES = 32;

    private final SecretKeySpec key;

    private CursorKey(SecretKeySpec key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException when the text is not base64 of at least 32 bytes; the message repeats none of it */
    public static CursorKey fromBase64(String base64) {
        byte[] bytes = decode(base64.strip());
        if (bytes.length < FEWEST_BYTES) {
            throw unusable();
        }
        return new CursorKey(new SecretKeySpec(bytes, Cursors.ALGORITHM));
    }

    SecretKeySpec key() {
        return key;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Java's message names a character of the key.
            throw unusable();
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("The cursor key must be base64 of at least 32 random bytes");
    }

    @Override
    public String toString() {
        return "CursorKey[masked]";
    }
}
