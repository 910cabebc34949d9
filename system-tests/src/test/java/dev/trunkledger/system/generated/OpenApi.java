package dev.trunkledger.system.generated;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trunkledger.system.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document that a deployment serves. */
final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** @param method in upper case */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode body, JsonNode responses) {

        List<JsonNode> parameters(String place) {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asString().equals(place))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    OpenApi(String json) {
        document = JsonMapper.shared().readTree(json);
        document.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method) && path.startsWith("/api/")) {
                        List<JsonNode> parameters = new ArrayList<>();
                        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
                        operations.add(new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                parameters,
                                resolved(operation
                                        .path("requestBody")
                                        .path("content")
                                        .path("application/json")
                                        .path("schema")),
                                operation.path("responses")));
                    }
                }));
    }

    List<Operation> operations() {
        return operations;
    }

    /** The node itself, or what its {@code $ref} points to. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? resolved(document.at(reference.asString().substring(1))) : node;
    }

    /** How an answer differs from what is documented. */
    List<String> faults(Operation operation, Answer answer) {
        String status = String.valueOf(answer.status());
        JsonNode documented = resolved(operation.responses().path(status));
        if (documented.isMissingNode()) {
            return List.of("the status is not documented");
        }
        String mediaType = answer.header("Content-Type").replaceAll(";.*", "");
        boolean lines = mediaType.equals("application/x-ndjson") || mediaType.equals("text/csv");
        if (answer.body().isEmpty() && !lines) {
            return documented.path("content").isEmpty() ? List.of() : List.of("there is no body");
        }
        JsonNode schema = documented.path("content").path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            return List.of("the media type is not documented: " + mediaType);
        }
        if (lines) {
            return List.of(); // each of them has a schema of its own
        }
        return compiled
                .computeIfAbsent(operation + status + mediaType, _ -> compile(schema))
                .validate(
                        JsonMapper.shared().readTree(answer.body()),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode root = (ObjectNode) schema.deepCopy();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }
}
