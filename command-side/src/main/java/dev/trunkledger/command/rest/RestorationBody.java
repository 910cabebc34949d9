package dev.trunkledger.command.rest;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a restoration asks for.
 *
 * @param version the one to go back to
 */
record RestorationBody(long version, boolean withoutAuthPassword) {

    private static final String VERSION = "version";
    private static final String WITHOUT = "withoutAuthPassword";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException 400 when it is not of the documented form, 422 when no version can have that number */
    static RestorationBody read(BodyBytes body) {
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw malformed("The body must be a JSON object.");
        }
        refuseFaults(json);
        return new RestorationBody(
                version(json.get(VERSION)), json.path(WITHOUT).booleanValue(false));
    }

    private static JsonNode parse(BodyBytes body) {
        char[] text = body.text();
        if (text == null) {
            throw malformed("The body is not UTF-8.");
        }
        try {
            return JSON.readTree(new String(text));
        } catch (JacksonException e) {
            // Its message quotes the input.
            throw malformed("The body is not one valid JSON object, or has a member twice.");
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static void refuseFaults(JsonNode json) {
        List<FieldFault> faults = new ArrayList<>();
        json.propertyNames().forEach(name -> {
            if (!name.equals(VERSION) && !name.equals(WITHOUT)) {
                faults.add(
                        new FieldFault(CredentialBodyReader.pointer(name), "unknown-field", "There is no such field."));
            }
        });
        if (json.has(VERSION) && !json.get(VERSION).isIntegralNumber()) {
            faults.add(new FieldFault("/version", "wrong-type", "It must be a whole number."));
        }
        if (json.has(WITHOUT) && !json.get(WITHOUT).isBoolean()) {
            faults.add(new FieldFault("/withoutAuthPassword", "wrong-type", "It must be true or false."));
        }
        if (!faults.isEmpty()) {
            throw malformed("The body is not of the documented form; errors says where.")
                    .withErrors(faults);
        }
    }

    private static long version(@Nullable JsonNode version) {
        if (version == null) {
            throw invalid("required", "Say which version to go back to.");
        }
        if (!version.canConvertToLong() || version.longValue() < 1) {
            throw invalid("out-of-range", "Versions count from 1.");
        }
        return version.longValue();
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "One rule is broken; errors says which.")
                .withErrors(List.of(new FieldFault("/version", code, message)));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
