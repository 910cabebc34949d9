package dev.trunkledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who share turns. The work of a first one named "stuck" goes on until it is released. */
class GroupWorkTest {

    private final List<List<String>> turns = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        release.complete(null);
        callers.close();
    }

    @Test
    void oneAloneIsServedAtOnce() {
        GroupWork<String> work = patientWork();

        work.await("a");
        work.await("b");

        assertThat(turns).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void thoseWhoCameMeanwhileShareTheNextTurn() throws Exception {
        GroupWork<String> work = patientWork();
        Future<?> first = stuckAt(work);

        List<Future<?>> others = List.of(submitted(work, "a", 1), submitted(work, "b", 2), submitted(work, "c", 3));
        release.complete(null);
        first.get();
        for (Future<?> other : others) {
            other.get();
        }

        assertThat(turns).containsExactly(List.of("stuck"), List.of("a", "b", "c"));
        assertThat(work.waiting()).isZero();
    }

    @Test
    void oneWhoseItemFailsIsToldAloneAndTheOthersAreServed() throws Exception {
        GroupWork<String> work = patientWork();
        Future<?> first = stuckAt(work);

        Future<?> fails = submitted(work, "fails", 1);
        Future<?> other = submitted(work, "a", 2);
        release.complete(null);
        first.get();
        other.get();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(fails::get)
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessage("fails");
    }

    @Test
    void workThatBreaksOffFailsAllOfItsTurnAndTheNextTurnGoesOn() throws Exception {
        GroupWork<String> work = patientWork();
        Future<?> first = stuckAt(work);

        Future<?> leader = submitted(work, "breaks off", 1);
        Future<?> follower = submitted(work, "a", 2);
        release.complete(null);
        first.get();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(leader::get)
                .havingCause()
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(follower::get)
                .havingCause()
                .isInstanceOf(IllegalStateException.class);
        work.await("b");
        assertThat(turns.getLast()).containsExactly("b");
    }

    @Test
    void oneWhoseTurnDoesNotComeInTimeIsTakenOutOfTheQueue() throws Exception {
        GroupWork<String> work = new GroupWork<>(this::work, Duration.ofMillis(1));
        Future<?> first = stuckAt(work);

        assertThatThrownBy(() -> work.await("late")).isInstanceOf(StoreUnavailableException.class);

        release.complete(null);
        first.get();
        assertThat(turns).containsExactly(List.of("stuck"));
    }

    private GroupWork<String> patientWork() {
        return new GroupWork<>(this::work, Duration.ofMinutes(1));
    }

    private void work(List<Waiting<String>> batch) {
        List<String> items = batch.stream().map(Waiting::item).toList();
        turns.add(items);
        if (items.contains("stuck")) {
            release.join();
        }
        if (items.contains("breaks off")) {
            throw new UnsupportedOperationException();
        }
        batch.stream()
                .filter(waiting -> waiting.item().equals("fails"))
                .forEach(waiting -> waiting.fail(new IllegalArgumentException(waiting.item())));
    }

    /** Returns once its turn is under way. */
    private Future<?> stuckAt(GroupWork<String> work) {
        Future<?> caller = callers.submit(() -> work.await("stuck"));
        await().until(() -> turns.size() == 1);
        return caller;
    }

    /** Returns once so many wait. */
    private Future<?> submitted(GroupWork<String> work, String item, int waiting) {
        Future<?> caller = callers.submit(() -> work.await(item));
        await().until(() -> work.waiting() == waiting);
        return caller;
    }
}
