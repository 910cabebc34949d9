package dev.trunkledger.proof.json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON object by name and type. Unknown ones are left alone; a missing or ill-formed one is an {@link
 * UnreadableJsonException}.
 */
public record Members(ObjectNode object) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public static Members parse(byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return new Members(object);
            }
        } catch (JacksonException e) {
            // Jackson's message quotes the text.
        }
        throw new UnreadableJsonException("it is not one JSON object");
    }

    public static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public Members members(String name) {
        if (object.get(name) instanceof ObjectNode inner) {
            return new Members(inner);
        }
        throw faulty(name, "an object");
    }

    public String text(String name) {
        JsonNode node = object.get(name);
        if (node == null || !node.isString()) {
            throw faulty(name, "a string");
        }
        return node.stringValue();
    }

    public long number(String name) {
        JsonNode node = object.get(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw faulty(name, "a whole number");
        }
        return node.longValue();
    }

    /** Of the one spelling that hashes and sorts alike everywhere: lower case, in full. */
    public UUID uuid(String name) {
        String text = text(name);
        if (!UUID_TEXT.matcher(text).matches()) {
            throw faulty(name, "a UUID");
        }
        return UUID.fromString(text);
    }

    public Instant instant(String name) {
        String text = text(name);
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            // The message quotes the text.
        }
        throw faulty(name, "an RFC 3339 UTC timestamp");
    }

    public String hash(String name) {
        String text = text(name);
        if (!HASH.matcher(text).matches()) {
            throw faulty(name, "64 lower-case hex digits");
        }
        return text;
    }

    public @Nullable String optionalHash(String name) {
        return has(name) ? hash(name) : null;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isString()) {
                throw faulty(name, "an array of strings");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    public List<Members> objects(String name) {
        List<Members> objects = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!(element instanceof ObjectNode inner)) {
                throw faulty(name, "an array of objects");
            }
            objects.add(new Members(inner));
        }
        return objects;
    }

    private JsonNode elements(String name) {
        JsonNode node = object.get(name);
        if (node == null || !node.isArray()) {
            throw faulty(name, "an array");
        }
        return node;
    }

    /** Names the member and what it should be, never what it is. */
    private static UnreadableJsonException faulty(String name, String expected) {
        return new UnreadableJsonException("member '" + name + "' is missing or not " + expected);
    }
}
