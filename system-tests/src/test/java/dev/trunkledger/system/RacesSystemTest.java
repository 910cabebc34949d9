package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Of those who build on the same version at the same time one wins, a thousand times. */
class RacesSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final int ROUNDS = 1_000;
    private static final int WRITERS = 4;

    @Test
    void ofAllWritersWithTheSameIfMatchExactlyOneWins() throws Exception {
        Deployment deployment = Deployment.shared();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "racer");
            String path = PATH + "/"
                    + caller.post(PATH, "{\"server\":\"sip.example.com\"}")
                            .json()
                            .get("id")
                            .stringValue();
            CyclicBarrier line = new CyclicBarrier(WRITERS);
            for (int version = 1; version <= ROUNDS; version++) {
                String tag = "\"" + version + "\"";
                List<Future<Answer>> race = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    String body = "{\"server\":\"sip%d-%d.example.com\"}".formatted(version, writer);
                    race.add(threads.submit(() -> {
                        line.await();
                        return caller.put(path, body, "If-Match", tag);
                    }));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Answer> one : race) {
                    Answer answer = one.get();
                    statuses.add(answer.status());
                    if (answer.status() == 412) {
                        assertThat(answer.json().get("currentVersion").intValue())
                                .isEqualTo(version + 1);
                    }
                }
                assertThat(statuses).as("round " + version).containsExactlyInAnyOrder(200, 412, 412, 412);
            }
            assertThat(caller.put(path, "{\"server\":\"after.example.com\"}").header("ETag"))
                    .isEqualTo("\"" + (ROUNDS + 2) + "\"");
        }
    }
}
