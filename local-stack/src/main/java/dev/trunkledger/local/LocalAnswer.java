package dev.trunkledger.local;

import dev.trunkledger.http.ProblemType;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What an endpoint of the stack itself answers. */
record LocalAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static LocalAnswer json(int status, Object body) {
        return new LocalAnswer(status, "application/json", Map.of(), JSON.writeValueAsBytes(body));
    }

    static LocalAnswer problem(ProblemType type, String detail, String path) {
        return problem(type.uri().toString(), type.title(), type.status(), detail, path);
    }

    /** A refusal for which the API has no type: RFC 9457, section 4.2.1. */
    static LocalAnswer forbidden(String detail, String path) {
        return problem("about:blank", "Forbidden", 403, detail, path);
    }

    private static LocalAnswer problem(String type, String title, int status, String detail, String path) {
        var node = JSON.createObjectNode();
        node.put("type", type);
        node.put("title", title);
        node.put("status", status);
        node.put("detail", detail);
        node.put("instance", path);
        return new LocalAnswer(status, "application/problem+json", Map.of(), JSON.writeValueAsBytes(node));
    }

    LocalAnswer with(String header, String value) {
        return new LocalAnswer(status, contentType, Map.of(header, value), body);
    }
}
