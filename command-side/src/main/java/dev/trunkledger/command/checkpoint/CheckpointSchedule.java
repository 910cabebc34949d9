package dev.trunkledger.command.checkpoint;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Makes checkpoints at intervals. One that could not be made is made at the next. */
final class CheckpointSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSchedule.class);

    private final Checkpointing checkpointing;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;

    CheckpointSchedule(Checkpointing checkpointing, Duration interval) {
        this.checkpointing = checkpointing;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("checkpoints").daemon().factory());
        thread.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Finishes the checkpoint under way. */
    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            int made = checkpointing.checkpointAll();
            if (made > 0) {
                LOG.info("Signed {} checkpoints", made);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Checkpoints are made later: {}", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.error("Checkpoints could not be made", e);
        }
    }
}
