package dev.trunkledger.command.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of a request as it came. It may hold a password, so closing it wipes it. */
final class BodyBytes implements AutoCloseable {

    private static final int FIRST_GUESS = 1024;

    private final byte[] bytes;

    private BodyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static BodyBytes none() {
        return new BodyBytes(new byte[0]);
    }

    /** Reads to the end; the body limit of the HTTP edge breaks off after 16 KiB. */
    static BodyBytes read(InputStream stream) throws IOException {
        byte[] buffer = new byte[FIRST_GUESS];
        try {
            int length = 0;
            for (int read = 0; read >= 0; read = stream.read(buffer, length, buffer.length - length)) {
                length += read;
                buffer = length < buffer.length ? buffer : larger(buffer);
            }
            return new BodyBytes(Arrays.copyOf(buffer, length));
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static byte[] larger(byte[] buffer) {
        byte[] larger = Arrays.copyOf(buffer, buffer.length * 2);
        Arrays.fill(buffer, (byte) 0);
        return larger;
    }

    /** The bytes themselves; not to be kept. */
    byte[] bytes() {
        return bytes;
    }

    /** As text that the caller wipes; null when it is not UTF-8. */
    char @Nullable [] text() {
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        boolean wellFormed = !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), decoded, true)
                .isError();
        char[] text = wellFormed ? Arrays.copyOf(decoded.array(), decoded.position()) : null;
        Arrays.fill(decoded.array(), '\0');
        return text;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
