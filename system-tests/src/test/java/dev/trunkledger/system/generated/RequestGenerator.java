package dev.trunkledger.system.generated;

import dev.trunkledger.system.generated.OpenApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for an operation: mostly as documented, often with something in them that is not. */
final class RequestGenerator {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What has broken other services. */
    private static final List<String> JUNK = List.of(
            "",
            " ",
            "'",
            "' or '1'='1",
            "1; drop table ledger.event; --",
            "%",
            "_",
            "\\",
            "\u0000",
            "a\u0000b",
            "a\r\nX-Injected: yes",
            "=cmd|' /C calc'!A0",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "../../etc/passwd",
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "99999999999999999999",
            "NaN",
            "2026-02-30T00:00:00Z",
            "9999999-01-01T00:00:00Z",
            "\uD83D\uDCDE",
            "\u202Eabc",
            "e\u0301".repeat(100),
            "x".repeat(5_000));

    /** In place of a whole body. */
    private static final List<String> JUNK_BODIES = List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "42",
            "{",
            "{\"server\":\"a.example.com\",\"server\":\"b.example.com\"}",
            "{\"server\":\"a.example.com\"} trailing",
            "[".repeat(3_000),
            "{\"a\":".repeat(2_000),
            "{\"server\":" + "9".repeat(5_000) + "}",
            "{\"cpsLimit\":1e999999999,\"server\":\"a.example.com\"}",
            "{\"server\":\"\\ud800\"}",
            "{\"server\":\"a.example.com\",\"description\":\"" + "x".repeat(20_000) + "\"}",
            "\uFEFF{\"server\":\"a.example.com\"}");

    private final OpenApi api;
    private final Random random;
    private final Queue<String> ids;
    private final Queue<String> cursors;

    /** @param body null for none */
    record Request(
            Operation operation, String path, @Nullable String body, List<String> headers) {}

    /**
     * @param ids of credentials that there are
     * @param cursors that were answered
     */
    RequestGenerator(OpenApi api, Random random, Queue<String> ids, Queue<String> cursors) {
        this.api = api;
        this.random = random;
        this.ids = ids;
        this.cursors = cursors;
    }

    Request next() {
        Operation operation = one(api.operations());
        // A checkpoint waits for what is under way, two seconds or so.
        while (operation.toString().equals("POST /api/v1/audit-checkpoints") && !chance(10)) {
            operation = one(api.operations());
        }
        return new Request(operation, path(operation), body(operation), headers(operation));
    }

    private String path(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.path("name").asString() + "}", encoded(pathValue(parameter)));
        }
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters("query")) {
            if (parameter.path("required").asBoolean(false) ? !chance(10) : chance(25)) {
                query.add(parameter.path("name").asString() + "=" + encoded(value(parameter)));
            }
        }
        if (chance(3)) {
            query.add(encoded(one(JUNK)) + "=" + encoded(one(JUNK)));
        }
        if (chance(2) && !query.isEmpty()) {
            query.add(query.getFirst());
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Not empty: that would be another path. */
    private String pathValue(JsonNode parameter) {
        String value = value(parameter);
        return value.isBlank() || value.contains("/") || value.contains("\\") || value.contains("\u0000") ? "x" : value;
    }

    private String value(JsonNode parameter) {
        if (chance(20)) {
            return one(JUNK);
        }
        String name = parameter.path("name").asString();
        if (name.equals("id") || name.equals("credentialId")) {
            return chance(80)
                    ? String.valueOf(one(List.copyOf(ids)))
                    : UUID.randomUUID().toString();
        }
        if (name.equals("cursor") && !cursors.isEmpty()) {
            String cursor = one(List.copyOf(cursors));
            return chance(50) ? cursor : altered(cursor);
        }
        JsonNode value = valueOf(api.resolved(parameter.path("schema")), 0);
        return value.isString() ? value.asString() : value.toString();
    }

    private String altered(String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) ('A' + random.nextInt(26)) + text.substring(at + 1);
    }

    private List<String> headers(Operation operation) {
        Map<String, String> headers = new HashMap<>();
        for (JsonNode parameter : operation.parameters("header")) {
            if (chance(25)) {
                headers.put(
                        parameter.path("name").asString(),
                        headerValue(parameter.path("name").asString()));
            }
        }
        if (chance(10)) {
            headers.put(
                    "Accept", one(List.of("*/*", "application/json", "text/csv", "application/x-ndjson", "x/y", "q")));
        }
        List<String> flat = new ArrayList<>();
        headers.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return flat;
    }

    private String headerValue(String name) {
        return switch (name) {
            case "If-Match", "If-None-Match" ->
                one(List.of(
                        "\"1\"", "\"2\"", "*", "W/\"1\"", "\"x\"", "1", "\"1\", \"2\"", "\"99999999999999999999\""));
            case "Idempotency-Key" ->
                one(List.of("key-1", "key-2", UUID.randomUUID().toString(), "k".repeat(256)));
            case "Prefer" -> one(List.of("wait=0", "wait=1", "wait=-1", "wait=x", "respond-async"));
            case "traceparent" ->
                one(List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-0-0-0", "x"));
            default -> one(List.of("a reason", "x".repeat(501), "{}", "a\tb", "caf\u00e9"));
        };
    }

    private @Nullable String body(Operation operation) {
        if (operation.body().isMissingNode()) {
            return chance(3) ? one(JUNK_BODIES) : null;
        }
        if (chance(15)) {
            return one(JUNK_BODIES);
        }
        JsonNode body = valueOf(operation.body(), 0);
        if (body instanceof ObjectNode object && chance(30)) {
            spoil(object);
        }
        return body.toString();
    }

    private void spoil(ObjectNode body) {
        List<String> names = new ArrayList<>(body.propertyNames());
        names.add("passwrod");
        String name = one(names);
        switch (random.nextInt(6)) {
            case 0 -> body.remove(name);
            case 1 -> body.putNull(name);
            case 2 -> body.put(name, one(JUNK));
            case 3 -> body.put(name, random.nextLong());
            case 4 -> body.putArray(name).add(1).add("x");
            default -> body.putObject(name).put("orgId", "another").put("isAdmin", true);
        }
    }

    /** A value that the schema allows, as far as its keywords are simple. */
    private JsonNode valueOf(JsonNode unresolved, int depth) {
        JsonNode schema = api.resolved(unresolved);
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return valueOf(
                        schema.path(choice)
                                .get(random.nextInt(schema.path(choice).size())),
                        depth);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "integer", "number" -> JSON.valueToTree(number(schema));
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            case "null" -> JSON.nullNode();
            case "array" -> JSON.createArrayNode();
            default -> JSON.valueToTree(text(schema));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.get(random.nextInt(type.size())).asString()
                : type.asString(schema.has("properties") ? "object" : "string");
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").forEachEntry((name, property) -> {
            boolean ofServer = api.resolved(property).path("readOnly").asBoolean(false);
            if (depth < 3 && (required.contains(name) || chance(ofServer ? 5 : 40))) {
                object.set(name, name.equals("server") ? JSON.valueToTree(server()) : valueOf(property, depth + 1));
            }
        });
        return object;
    }

    private String server() {
        return one(List.of("sip.example.com", "sip.example.net:5061", "192.0.2.1", "[2001:db8::1]:5060", "a_b", "x:0"));
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1_000);
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> Math.min(most, 100_000);
            case 2 -> least - 1;
            case 3 -> most + 1;
            default -> least + random.nextInt((int) Math.clamp(most - least + 1, 1, 20));
        };
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> Instant.now().minusSeconds(random.nextInt(100)).toString();
            default -> chance(10) ? one(JUNK) : one(List.of("alpha", "beta", "zo\u00eb", "\u6771\u4eac", "one two"));
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
