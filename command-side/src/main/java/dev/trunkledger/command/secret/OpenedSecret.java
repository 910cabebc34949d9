package dev.trunkledger.command.secret;

import java.util.Arrays;

/** A password on its way out of the vault, to one who may see it. It prints as a mask; closing it wipes it. */
public final class OpenedSecret implements AutoCloseable {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /** A control character becomes a backslash, a "u" and four digits. */
    private static final int LONGEST_ESCAPE = 6;

    private final byte[] utf8;

    OpenedSecret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** As a JSON string in UTF-8, quotation marks included (RFC 8259, section 7). The caller wipes it. */
    public byte[] json() {
        // Room for the longest form, so that no buffer grows and leaves a copy behind.
        byte[] buffer = new byte[utf8.length * LONGEST_ESCAPE + 2];
        int length = 0;
        buffer[length++] = '"';
        for (byte unit : utf8) {
            length = escape(unit, buffer, length);
        }
        buffer[length++] = '"';
        byte[] json = Arrays.copyOf(buffer, length);
        Arrays.fill(buffer, (byte) 0);
        return json;
    }

    private static int escape(byte unit, byte[] buffer, int start) {
        int length = start;
        if (unit == '"' || unit == '\\') {
            buffer[length++] = '\\';
            buffer[length++] = unit;
        } else if (unit >= 0 && unit < ' ') {
            for (char part : new char[] {'\\', 'u', '0', '0'}) {
                buffer[length++] = (byte) part;
            }
            buffer[length++] = HEX[unit >> 4];
            buffer[length++] = HEX[unit & 0xf];
        } else {
            buffer[length++] = unit;
        }
        return length;
    }

    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "OpenedSecret[***]";
    }
}
