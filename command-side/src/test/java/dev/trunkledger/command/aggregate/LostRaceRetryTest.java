package dev.trunkledger.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.domain.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostRaceRetryTest {

    private final LostRaceRetry retry = new LostRaceRetry();
    private final CountDownLatch dispatched = new CountDownLatch(1);

    @AfterEach
    void close() {
        retry.close();
    }

    @Test
    void aLostRaceIsDecidedAnew() throws InterruptedException {
        assertThat(isRetried(new ConcurrencyException("lost"), 1)).isTrue();
        assertThat(dispatched.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRefusalIsFinal() {
        assertThat(isRetried(new RejectedCommand(new Rejection.VersionMismatch(2)), 1))
                .isFalse();
        assertThat(isRetried(new IllegalStateException("broken"), 1)).isFalse();
    }

    @Test
    void tenTriesAreEnough() {
        assertThat(isRetried(new ConcurrencyException("lost"), 9)).isTrue();
        assertThat(isRetried(new ConcurrencyException("lost"), 10)).isFalse();
    }

    @SuppressWarnings("unchecked") // An array of classes, as Axon passes it.
    private boolean isRetried(RuntimeException failure, int failures) {
        List<Class<? extends Throwable>[]> history =
                Collections.nCopies(failures, (Class<? extends Throwable>[]) new Class<?>[] {failure.getClass()});
        return retry.scheduleRetry(
                GenericCommandMessage.asCommandMessage("command"), failure, history, dispatched::countDown);
    }
}
