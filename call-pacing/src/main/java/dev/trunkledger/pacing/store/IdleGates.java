package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.clock.PacingTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the rows of gates that nothing passes any more. Whoever comes back gets a new one, as wide open as the old. */
final class IdleGates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IdleGates.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final int AT_A_TIME = 1_000;

    private final GateTable table;
    private final PacingTime time;
    private final Duration idle;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "idle-gates");

    IdleGates(GateTable table, PacingTime time, Duration idle) {
        this.table = table;
        this.time = time;
        this.idle = idle;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopped.await(BETWEEN.toSeconds(), TimeUnit.SECONDS)) {
                if (time.known()) {
                    drop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop() {
        try {
            int dropped;
            do {
                dropped = table.dropIdle(time.now(), idle, AT_A_TIME);
            } while (dropped == AT_A_TIME && stopped.getCount() > 0);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Idle gates stay until the next time", e);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
