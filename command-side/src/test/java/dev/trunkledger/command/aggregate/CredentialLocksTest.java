package dev.trunkledger.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.Test;

class CredentialLocksTest {

    private static final String CREDENTIAL = "019a0000-0000-7000-8000-000000000001";
    private static final String OTHER = "019a0000-0000-7000-8000-000000000002";

    private final CredentialLocks locks = new CredentialLocks(Duration.ofSeconds(30));
    private final CredentialLocks impatient = new CredentialLocks(Duration.ofMillis(5));

    private int writes;

    @Test
    void oneAtATimeIsAtACredential() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                running.add(threads.submit(() -> {
                    try (Lock held = locks.obtainLock(CREDENTIAL)) {
                        assertThat(held.isHeld()).isTrue();
                        writes++;
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(writes).isEqualTo(1_000);
        assertThat(locks.inUse()).isZero();
    }

    @Test
    void whoComesAgainIsBehindWhoWaits() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Lock first = locks.obtainLock(CREDENTIAL);
        Thread waiting = waiting(new FutureTask<>(() -> {
            try (Lock _ = locks.obtainLock(CREDENTIAL)) {
                order.add("who waited");
            }
            return null;
        }));

        first.release();
        try (Lock _ = locks.obtainLock(CREDENTIAL)) {
            order.add("who came again");
        }

        waiting.join();
        assertThat(order).containsExactly("who waited", "who came again");
    }

    @Test
    void whoWaitsForTooLongIsToldSoAndLeavesNothing() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor();
                Lock _ = impatient.obtainLock(CREDENTIAL)) {
            assertThatThrownBy(() ->
                            other.submit(() -> impatient.obtainLock(CREDENTIAL)).get())
                    .hasCauseInstanceOf(LockAcquisitionFailedException.class)
                    .hasMessageContaining("No turn at credential " + CREDENTIAL + " within 5 ms");
            assertThat(impatient.inUse()).isEqualTo(1);
        }

        assertThat(impatient.inUse()).isZero();
        impatient.obtainLock(CREDENTIAL).release();
    }

    @Test
    void noCredentialWaitsForAnother() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor();
                Lock _ = impatient.obtainLock(CREDENTIAL)) {
            other.submit(() -> impatient.obtainLock(OTHER).release()).get();
        }
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        FutureTask<Boolean> wait = new FutureTask<>(() -> {
            assertThatThrownBy(() -> locks.obtainLock(CREDENTIAL)).isInstanceOf(LockAcquisitionFailedException.class);
            return Thread.currentThread().isInterrupted();
        });
        try (Lock _ = locks.obtainLock(CREDENTIAL)) {
            waiting(wait).interrupt();

            assertThat(wait.get()).isTrue();
        }
    }

    private static Thread waiting(FutureTask<?> task) {
        Thread thread = Thread.ofPlatform().daemon().start(task);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
