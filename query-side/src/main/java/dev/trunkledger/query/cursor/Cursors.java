package dev.trunkledger.query.cursor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Writes and reads cursors: {@code base64url(position | tag)}, the tag being HMAC-SHA-256 over scope and position, cut
 * to 16 bytes (RFC 2104, section 5, allows half). The scope is not in the text: its reader states it again.
 */
public final class Cursors {

    static final String ALGORITHM = "HmacSHA256";

    /** A new form of position gets a new label, so that cursors of the old form are refused and not misread. */
    private static final String LABEL = "trunkledger cursor v1";

    private static final int TAG_BYTES = 16;
    /** A sort key has at most 255 code points of 4 bytes; anything far beyond is not ours. */
    private static final int LONGEST_TEXT = 4096;

    private final CursorKey key;

    public Cursors(CursorKey key) {
        this.key = key;
    }

    public String write(CursorScope scope, CursorPosition position) {
        byte[] payload = lengthPrefixed(position.keys());
        byte[] sealed = ByteBuffer.allocate(payload.length + TAG_BYTES)
                .put(payload)
                .put(tag(scope, payload))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The position; empty when the text was not written here, for this scope, with this key. */
    public Optional<CursorPosition> read(CursorScope scope, String cursor) {
        byte[] sealed = decode(cursor);
        if (sealed.length <= TAG_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(sealed, sealed.length - TAG_BYTES);
        byte[] tag = Arrays.copyOfRange(sealed, payload.length, sealed.length);
        if (!MessageDigest.isEqual(tag, tag(scope, payload))) {
            return Optional.empty();
        }
        return Optional.of(new CursorPosition(texts(payload)));
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > LONGEST_TEXT) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            // The decoder ignores spare bits and padding; one position shall have one spelling.
            boolean exact = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(cursor);
            return exact ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] tag(CursorScope scope, byte[] payload) {
        List<String> context = new ArrayList<>(List.of(LABEL, scope.orgId(), scope.endpoint()));
        context.addAll(scope.terms());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.key());
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(context.size()).flip());
            mac.update(lengthPrefixed(context));
            return Arrays.copyOf(mac.doFinal(payload), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Each text behind its length, so that no two lists have the same bytes. */
    private static byte[] lengthPrefixed(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #lengthPrefixed} wrote; the tag has shown that it did. */
    private static List<String> texts(byte[] payload) {
        List<String> texts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(payload);
        while (in.hasRemaining()) {
            byte[] utf8 = new byte[in.getInt()];
            in.get(utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
