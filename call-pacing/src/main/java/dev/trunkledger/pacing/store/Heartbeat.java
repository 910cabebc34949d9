package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.clock.PacingTime;
import dev.trunkledger.pacing.clock.StoreAwayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this instance's time where the others' is, ten times a second. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long INTERVAL_MS = 100;

    private final PacingTime time;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pacing-heartbeat");
    private boolean away;

    Heartbeat(PacingTime time) {
        this.time = time;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                beat();
            } while (!stopped.await(INTERVAL_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            time.beat();
            away = false;
        } catch (StoreAwayException e) {
            if (!away) {
                LOG.warn("The store of starts does not answer; nothing is granted until it does", e);
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("A heartbeat failed", e);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
