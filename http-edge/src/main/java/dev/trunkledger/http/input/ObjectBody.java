package dev.trunkledger.http.input;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body that has to be a small JSON object (RFC 8259) with members of known names and types. Not for passwords: what it
 * reads stays in memory.
 */
public final class ObjectBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();
    private final List<FieldFault> faults = new ArrayList<>();

    private ObjectBody(JsonNode object) {
        this.object = object;
    }

    /** @throws ProblemException 400 when it is not one JSON object in UTF-8 */
    public static ObjectBody read(byte[] body) {
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw malformed("The body must be a JSON object.");
        }
        return new ObjectBody(json);
    }

    private static JsonNode parse(byte[] body) {
        try {
            // Decoded here: left to itself, the parser would take UTF-16 too.
            return JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        } catch (JacksonException e) {
            // Its message quotes the input.
            throw malformed("The body is not one valid JSON object, or has a member twice.");
        }
    }

    /** A whole number however large; null when it is absent, or of another type, which {@link #refuseFaults} will tell. */
    public @Nullable BigInteger wholeNumber(String member) {
        JsonNode value = member(member, JsonNode::isIntegralNumber, "It must be a whole number.");
        return value == null ? null : value.bigIntegerValue();
    }

    /** Null when it is absent, or no text, which {@link #refuseFaults} will tell. */
    public @Nullable String text(String member) {
        JsonNode value = member(member, JsonNode::isString, "It must be a string.");
        return value == null ? null : value.stringValue();
    }

    /** False when it is absent, or of another type, which {@link #refuseFaults} will tell. */
    public boolean flag(String member) {
        JsonNode value = member(member, JsonNode::isBoolean, "It must be true or false.");
        return value != null && value.booleanValue();
    }

    private @Nullable JsonNode member(String name, Predicate<JsonNode> type, String expected) {
        known.add(name);
        JsonNode value = object.get(name);
        if (value == null || type.test(value)) {
            return value;
        }
        faults.add(new FieldFault("/" + name, "wrong-type", expected));
        return null;
    }

    /**
     * To be called when every member was asked for.
     *
     * @throws ProblemException 400 with every member of a wrong type and every unknown one
     */
    public void refuseFaults() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(new FieldFault(pointer(name), "unknown-field", "There is no such field.")));
        if (!faults.isEmpty()) {
            throw malformed("The body is not of the documented form; errors says where.")
                    .withErrors(faults);
        }
    }

    /** Of the whole body when the name is not fit to be repeated: somebody may have confused name and value. */
    private static String pointer(String name) {
        return SHOWABLE_NAME.matcher(name).matches() ? "/" + name : "";
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
