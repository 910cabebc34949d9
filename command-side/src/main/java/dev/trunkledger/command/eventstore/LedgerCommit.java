package dev.trunkledger.command.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Stores the entries of many commands in one commit. Those that lost a race are left out; the others do not notice. */
final class LedgerCommit {

    private final DataSource dataSource;

    LedgerCommit(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** When it returns, all entries but those named in the outcome are durable. When it throws, none is, or all are. */
    Outcome commit(List<LedgerEntry> entries) throws SQLException {
        boolean oneStatement = entries.stream().allMatch(LedgerEntry::isOneStatement);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(oneStatement);
            Outcome outcome = store(connection, entries);
            if (!oneStatement) {
                connection.commit();
            }
            return outcome;
        }
    }

    private static Outcome store(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Set<LedgerEntry> refused = IdempotencyTable.claim(
                connection,
                entries.stream().filter(entry -> entry.claim() != null).toList());
        List<LedgerEntry> events = entries.stream()
                .filter(entry -> entry.event() != null && !refused.contains(entry))
                .toList();
        Set<LedgerEntry> lost = EventTable.insert(connection, events);
        IdempotencyTable.giveBack(
                connection, lost.stream().filter(entry -> entry.claim() != null).toList());
        List<LedgerEntry> stored = new ArrayList<>(events);
        stored.removeIf(lost::contains);
        ErasedSecrets.destroy(connection, stored);
        CpsKeyTable.update(connection, stored);
        DeletedCredentialTable.update(connection, stored);
        return new Outcome(lost, refused, stored.size());
    }

    /**
     * @param lostRace entries whose version another writer took
     * @param keyTaken entries whose Idempotency-Key another request took
     * @param events number of events stored
     */
    record Outcome(Set<LedgerEntry> lostRace, Set<LedgerEntry> keyTaken, int events) {}
}
