package dev.trunkledger.command.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Does together what concurrent callers ask for one by one: while the work for some is under way, items queue up, and the
 * next turn takes them all. A caller that finds nobody at it works itself, without any hand-over; when its turn is over
 * it passes the lead to the first in the queue, so that nobody works for the others for ever.
 */
final class GroupWork<T> {

    private static final int LARGEST_BATCH = 256;

    private final Consumer<List<Waiting<T>>> work;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private boolean led;

    /**
     * @param work deals with all items that it is given, and fails those that it could not deal with
     * @param patience how long a caller stays in the queue
     */
    GroupWork(Consumer<List<Waiting<T>>> work, Duration patience) {
        this.work = work;
        this.patience = patience;
    }

    /**
     * Returns when the item has been dealt with. Throws what the work failed it with.
     *
     * @throws StoreUnavailableException when its turn did not come in time
     */
    void await(T item) {
        Waiting<T> own = new Waiting<>(item);
        if (enqueue(own) || own.waitForTurn(patience, this::withdraw)) {
            lead();
        }
        own.throwIfFailed();
    }

    /** How many wait for the turn under way to end. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nobody leads, so that the caller has to. */
    private boolean enqueue(Waiting<T> own) {
        lock.lock();
        try {
            queue.addLast(own);
            boolean first = !led;
            led = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the item was still in the queue, so that nothing of it will be done. */
    private boolean withdraw(Waiting<T> own) {
        lock.lock();
        try {
            return !own.hasTurn() && queue.remove(own);
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<Waiting<T>> batch = takeBatch();
        try {
            work.accept(batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(waiting -> waiting.fail(new IllegalStateException("The work of a group broke off", e)));
            throw e;
        } finally {
            passOn();
            batch.forEach(Waiting::finish);
        }
    }

    private List<Waiting<T>> takeBatch() {
        lock.lock();
        try {
            List<Waiting<T>> batch = new ArrayList<>();
            while (batch.size() < LARGEST_BATCH && !queue.isEmpty()) {
                batch.add(queue.removeFirst());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            Waiting<T> next = queue.peekFirst();
            led = next != null;
            if (next != null) {
                next.giveLead();
            }
        } finally {
            lock.unlock();
        }
    }
}
