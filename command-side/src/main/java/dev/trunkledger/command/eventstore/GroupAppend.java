package dev.trunkledger.command.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the entries of concurrent writers together: those that come while one commit is under way share the next. */
final class GroupAppend {

    private static final Logger LOG = LoggerFactory.getLogger(GroupAppend.class);

    private final LedgerCommit ledger;
    private final AppendListener listener;
    private final DistributionSummary batchSizes;
    private final GroupWork<LedgerEntry> appends;

    /** A writer stays in the queue as long as its patience lasts. */
    GroupAppend(LedgerCommit ledger, AppendListener listener, DistributionSummary batchSizes, Duration patience) {
        this.ledger = ledger;
        this.listener = listener;
        this.batchSizes = batchSizes;
        this.appends = new GroupWork<>(this::store, patience);
    }

    /**
     * Returns when the entry is durable.
     *
     * @throws ConcurrencyException when another writer took the version
     * @throws IdempotencyKeyTakenException when another request took the key
     * @throws StoreUnavailableException when the database did not answer in time
     */
    void append(LedgerEntry entry) {
        appends.await(entry);
    }

    /** How many entries wait for the commit under way. */
    int waiting() {
        return appends.waiting();
    }

    private void store(List<Waiting<LedgerEntry>> batch) {
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

    private void storeAlone(Waiting<LedgerEntry> waiting) {
        try {
            commit(List.of(waiting));
        } catch (SQLException e) {
            waiting.fail(SqlFailure.asException(e));
        }
    }

    private void commit(List<Waiting<LedgerEntry>> batch) throws SQLException {
        LedgerCommit.Outcome outcome =
                ledger.commit(batch.stream().map(Waiting::item).toList());
        if (outcome.events() > 0) {
            listener.appended();
        }
        for (Waiting<LedgerEntry> waiting : batch) {
            RuntimeException failure = failure(waiting.item(), outcome);
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
