package dev.trunkledger.query.testing;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
public record Answer(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(response.body());
    }

    /** The kind of refusal, the last part of the problem's type. */
    public String problem() {
        return json().path("type").asString().replace("/problems/", "");
    }

    public List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        json().path("items").forEach(items::add);
        return items;
    }

    public Optional<String> nextCursor() {
        return json().path("nextCursor").stringValueOpt();
    }
}
