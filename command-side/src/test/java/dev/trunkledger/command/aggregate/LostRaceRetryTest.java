package dev.trunkledger.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.domain.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostRaceRetryTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final LostRaceRetry retry = new LostRaceRetry();
    private final CountDownLatch dispatched = new CountDownLatch(1);

    @AfterEach
    void close() {
        retry.close();
    }

    @Test
    void aLostRaceIsDecidedAnew() throws InterruptedException {
        assertThat(isRetried(new ConcurrencyException("lost"), SOON)).isTrue();
        assertThat(dispatched.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRefusalIsFinal() {
        assertThat(isRetried(new RejectedCommand(new Rejection.VersionMismatch(2)), SOON))
                .isFalse();
        assertThat(isRetried(new IllegalStateException("broken"), SOON)).isFalse();
    }

    @Test
    void nobodyIsKeptWaitingForLuck() {
        assertThat(isRetried(new ConcurrencyException("lost"), Duration.ofNanos(-1)))
                .isFalse();
    }

    /** @param left of the time in which the command may be tried again */
    private boolean isRetried(RuntimeException failure, Duration left) {
        var command = new GenericCommandMessage<>(
                "command", Map.of(LostRaceRetry.LAST_TRY, System.nanoTime() + left.toNanos()));
        return retry.scheduleRetry(command, failure, List.of(), dispatched::countDown);
    }
}
