package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random lives of a thousand credentials through the real processes: each version, each difference, each moment and each
 * chain is as a simple model says.
 */
class RandomHistoriesSystemTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HISTORIES = 1_000;
    private static final int CALLERS = 12;
    private static final String SCOPES = Identity.MANUAL_SCOPES + " sip-credentials:reveal";

    @Test
    void everyVersionDifferenceMomentAndChainIsAsTheModelSays() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random histories from -Dtrunkledger.test.seed=" + seed);
        Deployment deployment = Deployment.shared();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            ApiClient caller = deployment
                    .caller("", "")
                    .with(deployment.identity().token("org-" + UUID.randomUUID(), "modeller", SCOPES));
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < HISTORIES; i++) {
                long own = seed + i;
                running.add(callers.submit(() -> liveAndCompare(caller, own)));
            }
            for (Future<?> future : running) {
                succeed(future);
            }
        }
    }

    private static void succeed(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getMessage(), e.getCause());
        }
    }

    private static void liveAndCompare(ApiClient caller, long seed) {
        try {
            RandomHistory history = RandomHistory.live(caller, new Random(seed));
            compare(caller, history, new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("History of seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static void compare(ApiClient caller, RandomHistory history, Random random) {
        ModelledTrunk model = history.model();
        String path = history.path();
        long newest = model.version();
        Answer arrived = caller.get(path + "?minVersion=" + newest, "Prefer", "wait=10");
        assertThat(arrived.status()).as(arrived.body()).isEqualTo(model.now().deleted() ? 410 : 200);
        Map<Long, String> times = compareHistory(caller, history);
        for (long version = 1; version <= newest; version++) {
            compareVersion(caller.get(path + "/versions/" + version), model.at(version), version);
            compareMoment(caller, history, times, version);
            compareDifference(caller, history, 1 + random.nextInt((int) newest), version);
        }
        assertThat(caller.get(path + "/versions/" + (newest + 1)).status()).isEqualTo(404);
        JsonNode chain = caller.get(path + "/history/verification").json();
        assertThat(chain.get("verified").booleanValue()).isTrue();
        assertThat(chain.get("versions").longValue()).isEqualTo(newest);
        assertThat(chain.get("firstBadVersion").isNull()).isTrue();
    }

    /** The time of each version, from the history, whose actions are compared with the model's. */
    private static Map<Long, String> compareHistory(ApiClient caller, RandomHistory history) {
        Map<Long, String> times = new HashMap<>();
        for (JsonNode item :
                caller.get(history.path() + "/history?take=1000").json().path("items")) {
            if (!item.get("action").stringValue().equals("revealed")) {
                long version = item.get("version").longValue();
                times.put(version, item.get("occurredTime").stringValue());
                assertThat(item.get("action").stringValue())
                        .isEqualTo(history.model().at(version).action());
            }
        }
        assertThat(times).hasSize((int) history.model().version());
        return times;
    }

    private static void compareVersion(Answer answer, ModelledTrunk.Version expected, long version) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.get("version").longValue()).isEqualTo(version);
        assertThat(json.get("authPasswordSet").booleanValue()).isEqualTo(expected.secret() != null);
        expected.settings()
                .forEach((field, value) -> assertThat(json.get(field))
                        .as("%s of version %s", field, version)
                        .isEqualTo(JSON.valueToTree(value)));
    }

    private static void compareMoment(ApiClient caller, RandomHistory history, Map<Long, String> times, long version) {
        String time = Objects.requireNonNull(times.get(version));
        if (time.equals(times.get(version + 1))) {
            return;
        }
        Answer then = caller.get(history.path() + "?asOf=" + time);
        if (history.model().at(version).deleted()) {
            assertThat(then.status()).as(then.body()).isEqualTo(410);
        } else {
            compareVersion(then, history.model().at(version), version);
        }
    }

    private static void compareDifference(ApiClient caller, RandomHistory history, long from, long to) {
        Map<String, @Nullable Object> before = history.model().at(from).compared();
        Map<String, @Nullable Object> after = history.model().at(to).compared();
        Map<String, List<JsonNode>> expected = new HashMap<>();
        after.forEach((field, value) -> {
            if (!Objects.equals(before.get(field), value)) {
                expected.put(field, List.of(JSON.valueToTree(before.get(field)), JSON.valueToTree(value)));
            }
        });
        Map<String, List<JsonNode>> told = new HashMap<>();
        String path = history.path() + "/diff?from=" + from + "&to=" + to;
        for (JsonNode change : caller.get(path).json().get("changes")) {
            told.put(change.get("field").stringValue(), List.of(change.get("from"), change.get("to")));
        }
        assertThat(told).as(path).isEqualTo(expected);
    }
}
