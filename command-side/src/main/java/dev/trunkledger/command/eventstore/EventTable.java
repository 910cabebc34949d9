package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.wire.SealedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Adds events. The primary key decides races: a version that is taken already is passed over, not an error. */
final class EventTable {

    private static final String INSERT = """
            insert into ledger.event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
            select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[])
                as event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
            where occurred_time > (select ledger.history_closed_until())
            on conflict do nothing
            returning credential_id, version""";

    // Instances that wait for each other's uncommitted rows wait in one order, and so never in a circle.
    private static final Comparator<LedgerEntry> ORDER =
            Comparator.comparing(LedgerEntry::credentialId).thenComparingLong(LedgerEntry::version);

    private EventTable() {}

    /** Returns those whose version was taken already, or that come so late that a checkpoint has closed their time. */
    static Set<LedgerEntry> insert(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Set<LedgerEntry> lost = Identity.setOf(entries);
        Map<EventKey, LedgerEntry> contenders = new LinkedHashMap<>();
        entries.stream().sorted(ORDER).forEach(entry -> contenders.putIfAbsent(EventKey.of(entry), entry));
        if (contenders.isEmpty()) {
            return lost;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(connection, statement, List.copyOf(contenders.values()));
            try (ResultSet stored = statement.executeQuery()) {
                while (stored.next()) {
                    EventKey key = new EventKey(stored.getObject(1, UUID.class), stored.getLong(2));
                    lost.remove(Objects.requireNonNull(contenders.get(key)));
                }
            }
        }
        return lost;
    }

    private static void bind(Connection connection, PreparedStatement statement, List<LedgerEntry> entries)
            throws SQLException {
        new Columns<>(connection, statement, entries)
                .bind("uuid", LedgerEntry::credentialId)
                .bind("int8", LedgerEntry::version)
                .bind("text", entry -> event(entry).type())
                .bind("text", entry -> event(entry).event().envelope().orgId())
                .bind("timestamptz", entry -> event(entry).event().envelope().occurredTime())
                .bind("text", LedgerEntry::traceParent)
                .bindBytes(entry -> event(entry).json());
    }

    private static SealedEvent event(LedgerEntry entry) {
        return Objects.requireNonNull(entry.event());
    }

    private record EventKey(UUID credentialId, long version) {

        static EventKey of(LedgerEntry entry) {
            return new EventKey(entry.credentialId(), entry.version());
        }
    }
}
