package dev.trunkledger.pacing.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests together: while one statement is under way, requests queue up, and the next one takes them all. Who
 * finds nobody at it does it itself, without any hand-over, and afterwards passes the lead to the first in the queue.
 */
final class Lane {

    private static final int LARGEST_BATCH = 256;

    private final Consumer<List<PendingStart>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<PendingStart> queue = new ArrayDeque<>();
    private boolean led;

    /** @param store answers all of them, or throws, which fails all of them */
    Lane(Consumer<List<PendingStart>> store) {
        this.store = store;
    }

    /** @throws GatesUnavailableException when the store did not decide before the deadline */
    Placement decide(PendingStart own, long deadlineNanos) {
        if (!enqueue(own) && !own.await(deadlineNanos) && withdraw(own)) {
            throw new GatesUnavailableException("The store of starts is too slow", null);
        }
        if (own.leads()) {
            lead();
        }
        // Or else a statement is under way with it, which has an end of its own.
        own.awaitAnswer();
        return own.placement();
    }

    /** How many requests wait for the statement under way. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nobody leads, so that the caller has to. */
    private boolean enqueue(PendingStart own) {
        lock.lock();
        try {
            queue.addLast(own);
            boolean first = !led;
            if (first) {
                led = true;
                own.lead();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether it was still in the queue; else it has its answer, or the lead, by now. */
    private boolean withdraw(PendingStart own) {
        lock.lock();
        try {
            return !own.leads() && queue.remove(own);
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<PendingStart> batch = takeBatch();
        @Nullable Throwable failure = null;
        try {
            store.accept(batch);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (failure != null) {
            // Those that wait would only wait as long for the same.
            batch.addAll(takeAll());
            Throwable reason = failure;
            batch.forEach(pending -> pending.fail(reason));
        }
        passOn();
    }

    private List<PendingStart> takeBatch() {
        lock.lock();
        try {
            List<PendingStart> batch = new ArrayList<>();
            while (batch.size() < LARGEST_BATCH && !queue.isEmpty()) {
                batch.add(queue.removeFirst());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private List<PendingStart> takeAll() {
        lock.lock();
        try {
            List<PendingStart> all = new ArrayList<>(queue);
            queue.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            PendingStart next = queue.peekFirst();
            led = next != null;
            if (next != null) {
                next.lead();
            }
        } finally {
            lock.unlock();
        }
    }
}
