package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.Dialer.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two instances of call pacing under a minute of three times the load that they may grant, while parts of all fail. */
class PacingSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final long SECOND = 1_000_000_000;
    private static final int TIMES_THE_LIMIT = 3;
    private static final int MOST_CALLS_PER_DIALER = 60;

    /** cpsKey and cpsLimit of each credential: pools with limits that agree and that do not, and trunks of their own. */
    private static final List<Trunk> TRUNKS = List.of(
            new Trunk("alpha", 20),
            new Trunk("alpha", 30),
            new Trunk("beta", 100),
            new Trunk("beta", 100),
            new Trunk("gamma", 7),
            new Trunk("gamma", 9),
            new Trunk(null, 40),
            new Trunk(null, 3));

    private final String organisation = "org-" + UUID.randomUUID();
    private final Map<String, Starts> pools = new LinkedHashMap<>();
    private final Map<String, Starts> gates = new LinkedHashMap<>();
    private final List<Dialer> dialers = new ArrayList<>();
    private final Answers answers = new Answers();

    private record Trunk(@Nullable String cpsKey, int cpsLimit) {}

    @Test
    void noSecondHoldsMoreStartsThanALimitAndHardlyAnyIsLostWhateverFails() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random load from -Dtrunkledger.test.seed=" + seed);
        try (Deployment deployment = Deployment.startWithPacing(2)) {
            prepare(deployment, new Random(seed));
            // From here on call pacing needs nothing of them.
            deployment.commandSide().close();
            deployment.querySide().close();

            long start = System.nanoTime();
            dial(() -> System.nanoTime() - start < 20 * SECOND, () -> {});
            assertThatHardlyAnyStartWasLost(start + 4 * SECOND, start + 20 * SECOND);
            assertThat(answers.unavailable()).hasValue(0);
            assertThat(answers.broken()).hasValue(0);

            AtomicBoolean done = new AtomicBoolean();
            dial(() -> !done.get() || System.nanoTime() - start < 60 * SECOND, () -> {
                try {
                    killOneInstance(deployment);
                    takeTheStoreAway(deployment);
                    takeKafkaAway(deployment);
                } finally {
                    done.set(true);
                }
            });
        } finally {
            System.out.println(answers);
        }
        assertThat(answers.faults()).isEmpty();
        gates.forEach(PacingSystemTest::assertThatNoSecondHeldTooMany);
    }

    private static void assertThatNoSecondHeldTooMany(String gate, Starts starts) {
        int most = starts.mostInASecond();
        System.out.printf(
                "At most %d of %d starts in a second at %s, half of them known to %.1f ms%n",
                most, starts.limit(), gate, starts.medianUncertainty() / 1e6);
        assertThat(most).as("most starts in a second at %s", gate).isLessThanOrEqualTo(starts.limit());
    }

    private void killOneInstance(Deployment deployment) {
        deployment.callPacingInstances().getLast().crashAndRestart();
        assertThat(answers.broken()).hasPositiveValue();
        awaitGrants(300);
    }

    private void takeTheStoreAway(Deployment deployment) {
        int before = answers.unavailable().get();
        deployment.postgres().crash();
        try {
            await().atMost(RECOVERY).until(() -> answers.unavailable().get() > before + 50);
        } finally {
            deployment.postgres().start();
        }
        awaitGrants(300);
    }

    private void takeKafkaAway(Deployment deployment) {
        deployment.kafka().stop();
        try {
            int before = answers.unavailable().get();
            awaitGrants(500);
            assertThat(answers.unavailable()).hasValue(before);
        } finally {
            deployment.kafka().start();
        }
    }

    private void awaitGrants(int more) {
        int before = answers.granted().get();
        await().atMost(RECOVERY).until(() -> answers.granted().get() >= before + more);
    }

    /** All dialers at once, and something else meanwhile. */
    private void dial(BooleanSupplier goOn, Runnable meanwhile) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(dialers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Dialer dialer : dialers) {
                running.add(threads.submit(() -> dialer.run(goOn, answers)));
            }
            meanwhile.run();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Only what limits: a credential's own gate that is wider than its pool never sees its limit. */
    private void assertThatHardlyAnyStartWasLost(long from, long to) {
        long seconds = (to - from) / SECOND;
        pools.forEach((name, starts) -> assertThat(starts.between(from, to))
                .as("starts of %s in %d s at %d a second", name, seconds, starts.limit())
                .isGreaterThanOrEqualTo((long) (0.95 * starts.limit() * seconds)));
    }

    private void prepare(Deployment deployment, Random random) {
        ApiClient caller = deployment.caller(organisation, "writer").with(token(deployment));
        List<String> ids = new ArrayList<>();
        for (Trunk trunk : TRUNKS) {
            String id = create(caller, trunk);
            ids.add(id);
            String pool = trunk.cpsKey() == null ? "credential " + id : "pool " + trunk.cpsKey();
            int limit = limit(trunk);
            List<Starts> passed = new ArrayList<>(
                    List.of(gates.computeIfAbsent("credential " + id, _ -> new Starts(trunk.cpsLimit()))));
            Starts narrowest = gates.computeIfAbsent(pool, _ -> new Starts(limit));
            pools.put(pool, narrowest);
            if (!passed.contains(narrowest)) {
                passed.add(narrowest);
            }
            addDialers(deployment, id, passed, TIMES_THE_LIMIT * limit / members(trunk), random);
        }
        for (ServiceProcess instance : deployment.callPacingInstances()) {
            ApiClient asker = new ApiClient("", "", instance.baseUrl(), token(deployment));
            for (String id : ids) {
                await().atMost(RECOVERY)
                        .until(() -> asker.get(PATH + "/" + id + "/cps").status() == 200);
            }
        }
    }

    private void addDialers(Deployment deployment, String id, List<Starts> passed, int wanted, Random random) {
        List<String> instances = deployment.callPacingInstances().stream()
                .map(ServiceProcess::baseUrl)
                .toList();
        int size = Math.ceilDiv(wanted, MOST_CALLS_PER_DIALER);
        for (int i = 0; i < size; i++) {
            dialers.add(new Dialer(
                    instances,
                    id,
                    token(deployment),
                    passed,
                    Math.ceilDiv(wanted, size),
                    new Random(random.nextLong())));
        }
    }

    private String token(Deployment deployment) {
        return deployment.identity().token(organisation, "dialer", Identity.ALL_SCOPES);
    }

    private static int limit(Trunk trunk) {
        return TRUNKS.stream()
                .filter(other -> trunk.cpsKey() != null && trunk.cpsKey().equals(other.cpsKey()))
                .mapToInt(Trunk::cpsLimit)
                .min()
                .orElse(trunk.cpsLimit());
    }

    private static int members(Trunk trunk) {
        return (int) Math.max(
                1,
                TRUNKS.stream()
                        .filter(other ->
                                trunk.cpsKey() != null && trunk.cpsKey().equals(other.cpsKey()))
                        .count());
    }

    private static String create(ApiClient caller, Trunk trunk) {
        String key = trunk.cpsKey() == null ? "null" : "\"" + trunk.cpsKey() + "\"";
        ApiClient.Answer created = caller.post(
                PATH,
                "{\"server\":\"sip.example.com\",\"cpsLimit\":%d,\"cpsKey\":%s}".formatted(trunk.cpsLimit(), key));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }
}
