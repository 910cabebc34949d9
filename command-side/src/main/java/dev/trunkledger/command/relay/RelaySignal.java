package dev.trunkledger.command.relay;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay of a stream when something was committed here, so that it need not look again and again. */
final class RelaySignal {

    private final Semaphore committed = new Semaphore(0);

    /** Costs next to nothing, however often it is called. */
    void wake() {
        if (committed.availablePermits() == 0) {
            committed.release();
        }
    }

    /** Returns on the next wake, or after the limit: another instance may have died before it published. */
    void await(long limitMs) throws InterruptedException {
        if (committed.tryAcquire(limitMs, TimeUnit.MILLISECONDS)) {
            committed.drainPermits();
        }
    }
}
