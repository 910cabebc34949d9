package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.OpenLoop.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Far more callers than there is room for, and such that hold what others need; in the memory of a container. */
class StormSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final Duration STORM = Duration.ofSeconds(6);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    /** Less than the default, which a slow disk would take long to fill. */
    private static final int MOST_WAITING = 64;

    /**
     * Writes that one of those taken on waits for: the 64 that have a thread and get to the credential in the order in
     * which they came, those that wait for a thread, and what may stand between them.
     */
    private static final int BEFORE_ONE = 64 + MOST_WAITING + 32;

    /** Two thousand have a place. */
    private static final int PLACES = 2_000;

    private static Deployment deployment;

    @BeforeAll
    static void start() {
        deployment = Deployment.startAsContainers(Map.of("TRUNKLEDGER_MOST_WAITING", String.valueOf(MOST_WAITING)));
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @AfterEach
    void noneTookMoreMemoryThanItMay() throws IOException {
        for (ServiceProcess side : deployment.sides()) {
            assertThat(ContainerMemory.isExceededBy(side)).as(side.name()).isFalse();
        }
    }

    @Test
    void atThreeTimesTheCapacityWhatIsTakenOnIsAnsweredSoonAndTheRestTurnedAway() throws Exception {
        ApiClient caller =
                deployment.caller("org-" + UUID.randomUUID(), "storm").aside().within(Deployment.PATIENCE);
        // One credential's writes come one after the other: so the disk sets the capacity, and this test's own work
        // does not.
        String id = create(caller);
        Supplier<Answer> write = () -> caller.put(PATH + "/" + id, body());
        OpenLoop.capacity(16, Duration.ofSeconds(3), write); // warm
        int capacity = OpenLoop.capacity(16, Duration.ofSeconds(3), write);
        int before = version(caller.put(PATH + "/" + id, body()));

        // So long that the queue would be full many times over, however slow the disk is.
        Duration length = Duration.ofSeconds(Math.max(STORM.toSeconds(), BEFORE_ONE / capacity));
        List<Call> calls = OpenLoop.offer(3 * capacity, length, write);

        List<Call> done = which(calls, answer -> answer.status() == 200);
        List<Call> shed = which(calls, answer -> answer.status() == 503);
        Duration p99 = OpenLoop.percentile(99, done);
        System.out.printf(
                "Of %d/s, three times the capacity, %d were done, 99 %% within %s, and %d turned away%n",
                3 * capacity, done.size(), p99, shed.size());
        assertThat(which(calls, answer -> answer.status() != 200 && answer.status() != 503))
                .isEmpty();
        assertThat(shed)
                .isNotEmpty()
                .allMatch(call -> !call.answer().header("Retry-After").isEmpty());
        assertThat(done).hasSizeGreaterThan(capacity);
        // And half as long again, as others use the machine too. Without an end of the queue it would be twice the
        // storm.
        assertThat(p99)
                .isLessThan(Duration.ofMillis(1_500L * BEFORE_ONE / capacity).plusSeconds(3));

        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.put(PATH + "/" + id, body()).status() == 200);
        assertThat(version(caller.put(PATH + "/" + id, body()))).isEqualTo(before + done.size() + 2);
    }

    @Test
    void tenThousandSilentConnectionsDoNotKeepOthersOutForLong() throws IOException {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "patient");
        String id = create(caller);
        try (SilentConnections silent = SilentConnections.open(deployment.commandSide(), 10_000)) {
            assertThat(silent.tried()).isGreaterThan(2 * PLACES);
            await().atMost(Deployment.PATIENCE).until(() -> silent.connected() >= PLACES);
            // Others go on coming while this one waits for its turn.
            await().atMost(Deployment.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> silent.connected() > 0 && wasServed(caller, id));
        }
        await().atMost(Deployment.PATIENCE).ignoreExceptions().until(() -> wasServed(caller, id));
    }

    @Test
    void whileNoConnectionToTheDatabaseIsFreeCallersAreToldToComeBack() throws Exception {
        ApiClient caller =
                deployment.caller("org-" + UUID.randomUUID(), "waiting").aside();
        String id = create(caller);
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.get(PATH + "/" + id).status() == 200);
        // More at a time than the pools have connections: 14 there, 12 here.
        try (var _ = deployment.database().lock("ledger.event, read_model.credential");
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<List<Call>> writes =
                    both.submit(() -> OpenLoop.offer(60, ONE_SECOND, () -> caller.put(PATH + "/" + id, body())));
            Future<List<Call>> reads =
                    both.submit(() -> OpenLoop.offer(60, ONE_SECOND, () -> caller.get(PATH + "/" + id)));
            assertThat(writes.get()).hasSize(60).allMatch(StormSystemTest::isToldToComeBack);
            assertThat(reads.get()).hasSize(60).allMatch(StormSystemTest::isToldToComeBack);
            assertThat(deployment.sides()).allMatch(ServiceProcess::isLive);
        }
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.put(PATH + "/" + id, body()).status() == 200);
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.get(PATH + "/" + id).status() == 200);
    }

    /** After 2 s for a connection, or at most 5 s in the database; the rest is for a busy machine. */
    private static boolean isToldToComeBack(Call call) {
        return call.answer().status() == 503
                && !call.answer().header("Retry-After").isEmpty()
                && call.took().compareTo(Duration.ofSeconds(20)) < 0;
    }

    private static boolean wasServed(ApiClient caller, String id) {
        return caller.within(Duration.ofSeconds(5)).put(PATH + "/" + id, body()).status() == 200;
    }

    private static List<Call> which(List<Call> calls, Predicate<Answer> is) {
        List<Call> some = new ArrayList<>(calls);
        some.removeIf(call -> !is.test(call.answer()));
        return some;
    }

    private static String body() {
        return "{\"server\":\"sip.example.com\",\"description\":\"" + UUID.randomUUID() + "\"}";
    }

    private static int version(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("version").intValue();
    }

    /** The test before this one may have left something to be worked off. */
    private static String create(ApiClient caller) {
        Answer created = await().atMost(Deployment.PATIENCE)
                .until(() -> caller.post(PATH, "{\"server\":\"sip.example.com\"}"), answer -> answer.status() != 503);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }
}
