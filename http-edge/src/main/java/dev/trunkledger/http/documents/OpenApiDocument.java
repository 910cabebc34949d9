package dev.trunkledger.http.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document of all sides: written by hand in several files, each a part of it, laid over each other. */
public final class OpenApiDocument {

    private static final List<String> PARTS = List.of(
            "document",
            "commands",
            "queries",
            "pacing",
            "parameters",
            "schemas",
            "problems",
            "problem-examples",
            "examples");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;

    private OpenApiDocument(JsonNode document) {
        this.document = document;
    }

    public static OpenApiDocument load() {
        Map<String, Object> whole = new LinkedHashMap<>();
        PARTS.forEach(part -> lay(part(part), whole));
        return new OpenApiDocument(JsonMapper.shared().valueToTree(whole));
    }

    /** @param scopes of which the caller's token needs one, from the document's alternative security requirements */
    public record Operation(String method, String path, Set<String> tags, Set<String> scopes) {}

    /** Every operation, as {@code GET /api/v1/things/{id}}. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.add(operation(operation, path.getKey()))));
        return operations;
    }

    private static Operation operation(Map.Entry<String, JsonNode> operation, String path) {
        JsonNode content = operation.getValue();
        return new Operation(
                operation.getKey().toUpperCase(Locale.ROOT),
                path,
                texts(content.path("tags")),
                scopes(content.path("security")));
    }

    private static Set<String> scopes(JsonNode alternatives) {
        Set<String> scopes = new LinkedHashSet<>();
        alternatives.forEach(alternative -> scopes.addAll(texts(alternative.path("bearer"))));
        return scopes;
    }

    public JsonNode json() {
        return document;
    }

    public byte[] bytes() {
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    @SuppressWarnings("unchecked") // an OpenAPI document is an object whose keys are strings
    private static Map<String, Object> part(String name) {
        String file = "/openapi/" + name + ".yaml";
        try (InputStream yaml = OpenApiDocument.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("No " + file);
            }
            return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void lay(Map<String, Object> part, Map<String, Object> over) {
        part.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && over.get(key) instanceof Map<?, ?> present) {
                lay((Map<String, Object>) map, (Map<String, Object>) present);
            } else if (over.put(key, value) != null) {
                throw new IllegalStateException("Two parts of the OpenAPI document say what " + key + " is");
            }
        });
    }
}
