package dev.trunkledger.proof.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a text, as bytes and numbered from 1; empty ones are passed over. */
final class Lines {

    /** No event comes near it, and a file that is not made of lines does not fill the memory. */
    static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int end;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    interface Visitor {
        void line(long number, byte[] bytes) throws IOException;
    }

    void forEach(Visitor visitor) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int lineEnd = next;
            while (lineEnd < end && buffer[lineEnd] != '\n') {
                lineEnd++;
            }
            line.write(buffer, next, lineEnd - next);
            if (line.size() > LONGEST) {
                throw new IOException("Line " + (number + 1) + " is longer than any event");
            }
            if (lineEnd < end) {
                visit(line, visitor);
            }
            next = lineEnd < end ? lineEnd + 1 : end;
        }
        visit(line, visitor);
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return next < end;
    }

    private void visit(ByteArrayOutputStream line, Visitor visitor) throws IOException {
        number++;
        byte[] bytes = line.toByteArray();
        line.reset();
        if (!new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            visitor.line(number, bytes);
        }
    }
}
