package dev.trunkledger.command.secret;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Looks for keys to wrap anew at the start and at an interval; after a failure, again soon. */
final class KeyRotationThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotationThread.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final KeyRotation rotation;
    private final RotationProgress progress;
    private final Duration interval;
    private CountDownLatch stopped = new CountDownLatch(0);
    private Thread thread = new Thread();

    KeyRotationThread(KeyRotation rotation, RotationProgress progress, Duration interval) {
        this.rotation = rotation;
        this.progress = progress;
        this.interval = interval;
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = Thread.ofPlatform().name("key-rotation").daemon().start(() -> run(stop));
    }

    /** Finishes the key under way and stores what is done. */
    @Override
    public void stop() {
        stopped.countDown();
        try {
            if (!thread.join(STOP_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run(CountDownLatch stop) {
        try {
            Duration pause;
            do {
                pause = pass(stop);
            } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait for the next one. */
    private Duration pass(CountDownLatch stop) {
        try {
            rotation.pass(() -> stop.getCount() > 0);
            if (progress.works()) {
                LOG.info("The keys are within reach again");
            }
            return interval;
        } catch (KeyStoreAwayException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (KeyUnavailableException e) {
            report(String.valueOf(e.getMessage()));
            // Somebody has to see to it first.
            return interval;
        } catch (DataAccessException e) {
            // A driver's message could quote a row.
            return failed("The database is away: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            return failed(e.getClass().getSimpleName());
        }
    }

    private Duration failed(String reason) {
        report(reason);
        return RETRY.compareTo(interval) < 0 ? RETRY : interval;
    }

    private void report(String reason) {
        if (progress.failed(reason)) {
            LOG.warn("Keys cannot be wrapped anew at present, which is tried again: {}", reason);
        }
    }
}
