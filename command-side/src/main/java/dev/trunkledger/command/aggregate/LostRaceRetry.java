package dev.trunkledger.command.aggregate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Has a command decided anew on the newest state when another instance was faster, for as long as its caller can be
 * expected to wait; the jitter lets two of them miss each other. A caller who named a version thereby learns from the
 * decider which one stands now. A refusal is final.
 */
final class LostRaceRetry implements RetryScheduler, AutoCloseable {

    /** In a command's metadata: after which moment it is not tried again, by {@link System#nanoTime}. */
    static final String LAST_TRY = "trunkledger.lastTry";

    private static final Duration SHORTEST = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofMillis(20);

    private static final int THREADS = 4;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("lost-race-", 1).daemon().factory());

    @Override
    @SuppressWarnings("rawtypes") // As Axon declares it.
    public boolean scheduleRetry(
            CommandMessage message,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!(lastFailure instanceof ConcurrencyException) || isLate(message)) {
            return false;
        }
        long delay = ThreadLocalRandom.current().nextLong(SHORTEST.toMillis(), LONGEST.toMillis() + 1);
        var scheduled = executor.schedule(dispatch, delay, TimeUnit.MILLISECONDS);
        return !scheduled.isCancelled();
    }

    private static boolean isLate(CommandMessage<?> message) {
        long lastTry = (Long) Objects.requireNonNull(message.getMetaData().get(LAST_TRY));
        return System.nanoTime() - lastTry > 0;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
