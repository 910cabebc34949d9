package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.RevealReason;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request for a password says: why. */
record RevealBody(String reason) {

    private static final String REASON = "reason";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException 400 when it is not of the documented form, 422 when it gives no proper reason */
    static RevealBody read(BodyBytes body) {
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw malformed("The body must be a JSON object.");
        }
        List<FieldFault> faults = new ArrayList<>();
        json.propertyNames().forEach(name -> {
            if (!name.equals(REASON)) {
                faults.add(
                        new FieldFault(CredentialBodyReader.pointer(name), "unknown-field", "There is no such field."));
            }
        });
        if (json.has(REASON) && !json.get(REASON).isString()) {
            faults.add(new FieldFault("/reason", "wrong-type", "It must be a string."));
        }
        if (!faults.isEmpty()) {
            throw malformed("The body is not of the documented form; errors says where.")
                    .withErrors(faults);
        }
        return new RevealBody(reason(json));
    }

    private static String reason(JsonNode json) {
        if (!json.has(REASON)) {
            throw invalid(List.of(new FieldFault("/reason", "required", "Say why the password is needed.")));
        }
        String reason = json.get(REASON).stringValue();
        List<FieldFault> faults = RevealReason.faults(reason).stream()
                .map(fault -> new FieldFault("/reason", fault.code(), fault.message()))
                .toList();
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
        return reason;
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

    private static ProblemException invalid(List<FieldFault> faults) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "The reason breaks a rule; errors says which.")
                .withErrors(faults);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
