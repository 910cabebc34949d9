package dev.trunkledger.command.eventstore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An item in the queue of a {@link GroupWork}, and the caller that waits with it. */
final class Waiting<T> {

    private final T item;
    /** Completes with true when the caller has to lead, with false when its item has been dealt with. */
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    private volatile @Nullable RuntimeException failure;

    Waiting(T item) {
        this.item = item;
    }

    T item() {
        return item;
    }

    void giveLead() {
        turn.complete(true);
    }

    /** The first failure stays. */
    void fail(RuntimeException cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    void finish() {
        turn.complete(false);
    }

    boolean hasTurn() {
        return turn.isDone();
    }

    /**
     * Returns when the caller's turn has come.
     *
     * @param withdraw takes the item out of the queue, if it is still there
     * @return whether the caller has to lead
     * @throws StoreUnavailableException when its turn did not come in time
     */
    boolean waitForTurn(Duration patience, Predicate<Waiting<T>> withdraw) {
        try {
            return turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return giveUp(withdraw, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp(withdraw, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A turn never fails", e);
        }
    }

    private boolean giveUp(Predicate<Waiting<T>> withdraw, Exception why) {
        if (withdraw.test(this)) {
            throw new StoreUnavailableException("The event store is too far behind", why);
        }
        // Its work is under way, and bounded by the database's own timeouts: only then the outcome is known.
        return turn.join();
    }

    void throwIfFailed() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }
}
