package dev.trunkledger.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the sides' management ports how they are, for {@code GET /local/health}. */
final class SideHealth {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final List<String> GROUPS = List.of("liveness", "readiness", "streaming");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, URI> managementOfSides;

    /** @param managementOfSides where each side's actuator answers, by the side's name */
    SideHealth(Map<String, URI> managementOfSides) {
        this.managementOfSides = managementOfSides;
    }

    /** UP when every side can serve; that events are late or parked shows in the parts, and hinders nobody. */
    LocalAnswer answer() {
        boolean up = true;
        Map<String, Object> sides = new LinkedHashMap<>();
        for (Map.Entry<String, URI> side : managementOfSides.entrySet()) {
            Map<String, Object> groups = new LinkedHashMap<>();
            for (String group : GROUPS) {
                JsonNode health = ask(side.getValue(), group);
                up &= group.equals("streaming")
                        || health.path("status").asString("").equals("UP");
                groups.put(group, health);
            }
            sides.put(side.getKey(), groups);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", up ? "UP" : "DOWN");
        body.put("sides", sides);
        return LocalAnswer.json(up ? 200 : 503, body).with("Cache-Control", "no-store");
    }

    private JsonNode ask(URI management, String group) {
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/actuator/health/" + group))
                .timeout(LIMIT)
                .build();
        try {
            return JsonMapper.shared()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body());
        } catch (IOException | JacksonException e) {
            return JsonMapper.shared().createObjectNode().put("status", "UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JsonMapper.shared().createObjectNode().put("status", "UNKNOWN");
        }
    }
}
