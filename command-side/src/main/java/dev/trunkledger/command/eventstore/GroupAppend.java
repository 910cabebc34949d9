package dev.trunkledger.command.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the entries of concurrent writers together: while one commit is under way, entries queue up, and the next
 * commit takes them all. A writer that finds nobody at it stores its entry itself, without any hand-over; when its
 * commit is done it passes the lead to the first in the queue, so that nobody works for the others for ever.
 */
final class GroupAppend {

    private static final Logger LOG = LoggerFactory.getLogger(GroupAppend.class);
    private static final int LARGEST_BATCH = 256;

    private final LedgerCommit ledger;
    private final AppendListener listener;
    private final DistributionSummary batchSizes;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<WaitingEntry> queue = new ArrayDeque<>();
    private boolean led;

    /** A writer stays in the queue as long as its patience lasts. */
    GroupAppend(LedgerCommit ledger, AppendListener listener, DistributionSummary batchSizes, Duration patience) {
        this.ledger = ledger;
        this.listener = listener;
        this.batchSizes = batchSizes;
        this.patience = patience;
    }

    /**
     * Returns when the entry is durable.
     *
     * @throws ConcurrencyException when another writer took the version
     * @throws IdempotencyKeyTakenException when another request took the key
     * @throws StoreUnavailableException when the database did not answer in time
     */
    void append(LedgerEntry entry) {
        WaitingEntry own = new WaitingEntry(entry);
        if (enqueue(own) || own.waitForTurn(patience, this::withdraw)) {
            lead();
        }
        own.throwIfFailed();
    }

    /** How many entries wait for the commit under way. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nobody leads, so that the caller has to. */
    private boolean enqueue(WaitingEntry own) {
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

    /** Returns whether the entry was still in the queue, so that nothing of it will be stored. */
    private boolean withdraw(WaitingEntry own) {
        lock.lock();
        try {
            return !own.hasTurn() && queue.remove(own);
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<WaitingEntry> batch = takeBatch();
        try {
            store(batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(waiting -> waiting.fail(new IllegalStateException("The append broke off", e)));
            throw e;
        } finally {
            passOn();
            batch.forEach(WaitingEntry::finish);
        }
    }

    private List<WaitingEntry> takeBatch() {
        lock.lock();
        try {
            List<WaitingEntry> batch = new ArrayList<>();
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
            WaitingEntry next = queue.peekFirst();
            led = next != null;
            if (next != null) {
                next.giveLead();
            }
        } finally {
            lock.unlock();
        }
    }

    private void store(List<WaitingEntry> batch) {
        batchSizes.record(batch.size());
        try {
            commit(batch);
        } catch (SQLException e) {
            if (batch.size() > 1 && SqlFailure.of(e) != SqlFailure.AWAY) {
                // One of them may be at fault or stuck behind another instance: the others must not suffer for it.
                LOG.info(
                        "A group of {} entries is stored one by one, after SQLSTATE {}", batch.size(), e.getSQLState());
                batch.forEach(this::storeAlone);
            } else {
                batch.forEach(waiting -> waiting.fail(SqlFailure.asException(e)));
            }
        }
    }

    private void storeAlone(WaitingEntry waiting) {
        try {
            commit(List.of(waiting));
        } catch (SQLException e) {
            waiting.fail(SqlFailure.asException(e));
        }
    }

    private void commit(List<WaitingEntry> batch) throws SQLException {
        LedgerCommit.Outcome outcome =
                ledger.commit(batch.stream().map(WaitingEntry::entry).toList());
        if (outcome.events() > 0) {
            listener.appended();
        }
        for (WaitingEntry waiting : batch) {
            RuntimeException failure = failure(waiting.entry(), outcome);
            if (failure != null) {
                waiting.fail(failure);
            }
        }
    }

    private static @Nullable RuntimeException failure(LedgerEntry entry, LedgerCommit.Outcome outcome) {
        if (outcome.lostRace().contains(entry)) {
            return new ConcurrencyException("Another writer recorded version " + entry.version() + " of credential "
                    + entry.credentialId() + " first");
        }
        return outcome.keyTaken().contains(entry) ? new IdempotencyKeyTakenException() : null;
    }
}
