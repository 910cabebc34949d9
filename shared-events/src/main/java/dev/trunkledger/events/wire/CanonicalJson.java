package dev.trunkledger.events.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in the one form that RFC 8785 (JCS) allows for a value, so that equal events have equal bytes.
 *
 * <p>Numbers: whole ones of at most 2^53 - 1 in size. Events have no others, and for these the RFC's form is plain
 * digits; anything else is refused rather than written in a form that another implementation would write differently.
 */
public final class CanonicalJson {

    private static final long LARGEST_EXACT = (1L << 53) - 1;
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** @throws IllegalArgumentException on a number outside of what this class writes, or on a lone surrogate */
    public static byte[] bytes(JsonNode node) {
        StringBuilder out = new StringBuilder(1024);
        write(node, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same for an object whose member of that name is left out. */
    static byte[] bytesWithout(String name, ObjectNode object) {
        List<String> names = sortedNames(object);
        names.remove(name);
        StringBuilder out = new StringBuilder(1024);
        writeObject(object, names, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject((ObjectNode) node, sortedNames((ObjectNode) node), out);
            case ARRAY -> writeArray((ArrayNode) node, out);
            case STRING -> writeString(node.stringValue(), out);
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            default -> throw new IllegalArgumentException("JSON has no canonical form for " + node.getNodeType());
        }
    }

    /** RFC 8785, section 3.2.3: names are sorted by UTF-16 code units, which is String's own order. */
    private static List<String> sortedNames(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        Collections.sort(names);
        return names;
    }

    private static void writeObject(ObjectNode object, List<String> names, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (String name : names) {
            out.append(separator);
            writeString(name, out);
            out.append(':');
            write(object.get(name), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(ArrayNode array, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (JsonNode element : array) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeNumber(JsonNode number, StringBuilder out) {
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("Only whole numbers up to 2^53 - 1 have a canonical form here");
        }
        writeNumber(number.longValue(), out);
    }

    static void writeNumber(long number, StringBuilder out) {
        if (number > LARGEST_EXACT || number < -LARGEST_EXACT) {
            throw new IllegalArgumentException("Only whole numbers up to 2^53 - 1 have a canonical form here");
        }
        out.append(number);
    }

    /** RFC 8785, section 3.2.2.2: two-character escapes where JSON has them, else \\u00xx for control characters. */
    static void writeString(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            // What needs no escape goes as a whole, which is most texts from end to end.
            out.append(text, plain, i);
            writeSpecial(text, i, out);
            plain = i + 1;
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static void writeSpecial(String text, int i, StringBuilder out) {
        char c = text.charAt(i);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> writeCharacter(text, i, out);
        }
    }

    private static void writeCharacter(String text, int i, StringBuilder out) {
        char c = text.charAt(i);
        if (c < 0x20) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            return;
        }
        if (!isPaired(text, i)) {
            throw new IllegalArgumentException("A lone surrogate has no canonical form");
        }
        out.append(c);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
