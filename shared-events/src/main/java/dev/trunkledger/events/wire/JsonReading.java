package dev.trunkledger.events.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Typed access to the members of an object; unknown members are left alone, missing or ill-typed ones refused. */
final class JsonReading {

    /** A name that stands twice would mean one thing to this reader and another to the next. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int UUID_LENGTH = 36;

    private JsonReading() {}

    static ObjectNode parse(byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Jackson's message quotes the input; it goes no further.
        }
        throw new UnreadableEventException("The value is not a JSON object");
    }

    static ObjectNode object(ObjectNode from, String name) {
        if (from.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw faulty(name, "an object");
    }

    static String text(ObjectNode from, String name) {
        String text = optionalText(from, name);
        if (text == null) {
            throw faulty(name, "a string");
        }
        return text;
    }

    static @Nullable String optionalText(ObjectNode from, String name) {
        JsonNode node = from.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw faulty(name, "a string");
        }
        return node.stringValue();
    }

    static long number(ObjectNode from, String name) {
        JsonNode node = from.get(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw faulty(name, "a whole number");
        }
        return node.longValue();
    }

    static @Nullable Integer optionalInt(ObjectNode from, String name) {
        JsonNode node = from.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw faulty(name, "a whole number");
        }
        return node.intValue();
    }

    static int integer(ObjectNode from, String name) {
        Integer number = optionalInt(from, name);
        if (number == null) {
            throw faulty(name, "a whole number");
        }
        return number;
    }

    static boolean flag(ObjectNode from, String name) {
        JsonNode node = from.get(name);
        if (node == null || !node.isBoolean()) {
            throw faulty(name, "true or false");
        }
        return node.booleanValue();
    }

    static Instant instant(ObjectNode from, String name) {
        String text = text(from, name);
        try {
            return UtcTimestamp.parse(text);
        } catch (DateTimeException e) {
            // The message quotes the text.
            throw faulty(name, "an RFC 3339 UTC timestamp");
        }
    }

    static UUID uuid(ObjectNode from, String name) {
        UUID uuid = optionalUuid(from, name);
        if (uuid == null) {
            throw faulty(name, "a UUID");
        }
        return uuid;
    }

    static @Nullable UUID optionalUuid(ObjectNode from, String name) {
        String text = optionalText(from, name);
        if (text == null) {
            return null;
        }
        try {
            // UUID.fromString takes "1-1-1-1-1" as well.
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // The message quotes the text.
        }
        throw faulty(name, "a UUID");
    }

    /** Names the member and what it should be, never what it is. */
    static UnreadableEventException faulty(String name, String expected) {
        return new UnreadableEventException("Member '" + name + "' is missing or not " + expected);
    }
}
