package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.gate.StartRequest;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A request on its way through a lane, and the thread that waits for it. */
final class PendingStart {

    private enum Stage {
        QUEUED,
        LEADING,
        DONE
    }

    private final StartRequest request;
    private final Thread waiter = Thread.currentThread();
    private volatile Stage stage = Stage.QUEUED;
    private @Nullable Placement placement;
    private @Nullable Throwable failure;

    PendingStart(StartRequest request) {
        this.request = request;
    }

    StartRequest request() {
        return request;
    }

    /** Waits until it is answered, or is to answer itself and others; false when neither happened in time. */
    boolean await(long deadlineNanos) {
        while (stage == Stage.QUEUED) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    void awaitAnswer() {
        while (stage != Stage.DONE) {
            LockSupport.park(this);
        }
    }

    boolean leads() {
        return stage == Stage.LEADING;
    }

    void lead() {
        stage = Stage.LEADING;
        LockSupport.unpark(waiter);
    }

    void answer(Placement placement) {
        this.placement = placement;
        done();
    }

    void fail(Throwable failure) {
        this.failure = failure;
        done();
    }

    private void done() {
        stage = Stage.DONE;
        LockSupport.unpark(waiter);
    }

    /** @throws GatesUnavailableException when the store did not decide */
    Placement placement() {
        if (failure != null) {
            throw new GatesUnavailableException("The store of starts does not answer", failure);
        }
        return Objects.requireNonNull(placement);
    }
}
