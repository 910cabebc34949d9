package dev.trunkledger.system.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.Deployment;
import dev.trunkledger.system.Identity;
import dev.trunkledger.system.generated.RequestGenerator.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeneratedRequestsSystemTest {

    private static final int REQUESTS = Integer.getInteger("trunkledger.test.requests", 5_000);
    private static final int CALLERS = 4;

    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private final Queue<String> cursors = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void noneIsAnsweredByAnInternalErrorAndEveryAnswerIsAsDocumented() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random requests from -Dtrunkledger.test.seed=" + seed);
        Deployment deployment = Deployment.shared();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            String token = deployment.identity().token("org-" + UUID.randomUUID(), "generator", Identity.ALL_SCOPES);
            ApiClient caller = deployment.caller("", "").with(token).aside();
            OpenApi api = new OpenApi(caller.get("/openapi.json").body());
            for (int i = 0; i < 10; i++) {
                Answer created = caller.post("/api/v1/sip-credentials", "{\"server\":\"sip.example.com\"}");
                ids.add(created.json().get("id").stringValue());
            }
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Random own = new Random(seed + i);
                running.add(callers.submit(() -> {
                    RequestGenerator generator = new RequestGenerator(api, own, ids, cursors);
                    for (int n = 0; n < REQUESTS / CALLERS; n++) {
                        send(caller, api, generator.next());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        System.out.println("Statuses of the answers: " + statuses);
        assertThat(faults).as("seed " + seed).isEmpty();
        assertThat(statuses.keySet()).contains(200, 201, 204, 400, 404, 409, 410, 412, 413, 422);
    }

    private void send(ApiClient caller, OpenApi api, Request request) {
        String[] headers = request.headers().toArray(String[]::new);
        Answer answer;
        try {
            answer = caller.send(request.operation().method(), request.path(), request.body(), headers);
        } catch (RuntimeException e) {
            faults.add(request + ": " + e);
            return;
        }
        synchronized (statuses) {
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        // A version that is not there yet may be asked for, and is said to be so.
        boolean behind = answer.status() == 503 && answer.body().contains("projection-behind");
        List<String> wrong = answer.status() >= 500 && !behind
                ? List.of("an error of the server")
                : api.faults(request.operation(), answer);
        if (!wrong.isEmpty()) {
            faults.add("%s %s %s %s was answered %d %s: %s"
                    .formatted(
                            request.operation().method(),
                            request.path(),
                            request.headers(),
                            shortened(request.body()),
                            answer.status(),
                            shortened(answer.body()),
                            wrong));
        }
        learn(answer);
    }

    private void learn(Answer answer) {
        if (answer.status() != 200 && answer.status() != 201
                || !answer.header("Content-Type").startsWith("application/json")) {
            return;
        }
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        if (answer.status() == 201 && json.path("id").isString() && ids.size() < 200) {
            ids.add(json.path("id").asString());
        }
        if (json.path("nextCursor").isString() && cursors.size() < 200) {
            cursors.add(json.path("nextCursor").asString());
        }
    }

    private static String shortened(@Nullable String text) {
        return text == null || text.length() < 400 ? String.valueOf(text) : text.substring(0, 400) + "…";
    }
}
