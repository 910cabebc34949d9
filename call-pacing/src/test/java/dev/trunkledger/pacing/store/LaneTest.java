package dev.trunkledger.pacing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.StartRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to requests while a statement is under way that ends when the test says so. */
class LaneTest {

    private static final StartRequest REQUEST =
            new StartRequest(List.of(new Gate(GateKey.ofCredential(UUID.randomUUID()), 1)), 1, Duration.ZERO);

    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Future<Placement>> answers = new ArrayList<>();
    private volatile boolean away;
    private final Lane lane = new Lane(this::store);

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        callers.shutdownNow();
    }

    @Test
    void whoWaitsIsDecidedTogether() throws Exception {
        askWhileTheFirstIsUnderWay(9, Duration.ofMinutes(1));

        firstMayEnd.countDown();

        for (Future<Placement> answer : answers) {
            assertThat(answer.get().reserved()).isTrue();
        }
        assertThat(batches).containsExactly(1, 9);
    }

    @Test
    void aBatchHasAnEnd() throws Exception {
        askWhileTheFirstIsUnderWay(300, Duration.ofMinutes(1));

        firstMayEnd.countDown();

        for (Future<Placement> answer : answers) {
            answer.get();
        }
        assertThat(batches).containsExactly(1, 256, 44);
    }

    /** One after the other would wait for the same in vain. */
    @Test
    void aFailureIsToldToAllWhoWait() {
        askWhileTheFirstIsUnderWay(20, Duration.ofMinutes(1));

        away = true;
        firstMayEnd.countDown();

        assertThat(answers)
                .allSatisfy(answer -> assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(answer::get)
                        .withCauseInstanceOf(GatesUnavailableException.class));
        assertThat(batches).containsExactly(1);

        away = false;
        assertThat(ask(Duration.ofMinutes(1)).reserved()).isTrue();
    }

    @Test
    void whoHasNoTimeLeftWithdraws() throws Exception {
        askWhileTheFirstIsUnderWay(1, Duration.ofMinutes(1));

        assertThatExceptionOfType(GatesUnavailableException.class).isThrownBy(() -> ask(Duration.ZERO));
        firstMayEnd.countDown();

        for (Future<Placement> answer : answers) {
            answer.get();
        }
        assertThat(batches).containsExactly(1, 1);
    }

    private void askWhileTheFirstIsUnderWay(int others, Duration patience) {
        answers.add(callers.submit(() -> ask(patience)));
        await().until(() -> batches.size() == 1);
        for (int i = 0; i < others; i++) {
            answers.add(callers.submit(() -> ask(patience)));
        }
        await().until(() -> lane.waiting() == others);
    }

    private Placement ask(Duration patience) {
        return lane.decide(new PendingStart(REQUEST), System.nanoTime() + patience.toNanos());
    }

    private void store(List<PendingStart> batch) {
        batches.add(batch.size());
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            throw new GatesUnavailableException("away", null);
        }
        batch.forEach(pending -> pending.answer(new Placement(0, true)));
    }
}
