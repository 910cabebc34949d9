package dev.trunkledger.command.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Takes and gives back Idempotency-Keys. */
final class IdempotencyTable {

    // A key that expired is free again, whether or not the purge has come by.
    private static final String CLAIM = """
            insert into ledger.idempotency as taken
                (org_id, idempotency_key, request_hash, status, credential_id, version, warnings, expires_time)
            select *, now() + interval '24 hours'
            from unnest(?::text[], ?::text[], ?::bytea[], ?::smallint[], ?::uuid[], ?::bigint[], ?::text[])
            on conflict (org_id, idempotency_key) do update set
                request_hash = excluded.request_hash, status = excluded.status,
                credential_id = excluded.credential_id, version = excluded.version,
                warnings = excluded.warnings, expires_time = excluded.expires_time
                where taken.expires_time <= now()
            returning org_id, idempotency_key""";

    private static final String GIVE_BACK = """
            delete from ledger.idempotency
            where (org_id, idempotency_key) in (select * from unnest(?::text[], ?::text[]))""";

    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(
                    (LedgerEntry entry) -> claim(entry).orgId())
            .thenComparing(entry -> claim(entry).key());

    private IdempotencyTable() {}

    /** Returns those whose key was taken already. */
    static Set<LedgerEntry> claim(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Set<LedgerEntry> refused = Identity.setOf(entries);
        Map<ClaimKey, LedgerEntry> contenders = new LinkedHashMap<>();
        entries.stream().sorted(ORDER).forEach(entry -> contenders.putIfAbsent(ClaimKey.of(entry), entry));
        if (contenders.isEmpty()) {
            return refused;
        }
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            bind(connection, statement, List.copyOf(contenders.values()));
            try (ResultSet claimed = statement.executeQuery()) {
                while (claimed.next()) {
                    ClaimKey key = new ClaimKey(claimed.getString(1), claimed.getString(2));
                    refused.remove(Objects.requireNonNull(contenders.get(key)));
                }
            }
        }
        return refused;
    }

    /** For those whose event was not stored after all: their answer will not be the first. */
    static void giveBack(Connection connection, Collection<LedgerEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
            new Columns<>(connection, statement, List.copyOf(entries))
                    .bind("text", entry -> claim(entry).orgId())
                    .bind("text", entry -> claim(entry).key());
            statement.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<LedgerEntry> entries)
            throws SQLException {
        new Columns<>(connection, statement, entries)
                .bind("text", entry -> claim(entry).orgId())
                .bind("text", entry -> claim(entry).key())
                .bindBytes(entry -> claim(entry).requestHash())
                .bind("int2", entry -> (short) claim(entry).status())
                .bind("uuid", LedgerEntry::credentialId)
                .bind("int8", LedgerEntry::version)
                .bind("text", entry -> claim(entry).warningsJson());
    }

    private static IdempotencyClaim claim(LedgerEntry entry) {
        return Objects.requireNonNull(entry.claim());
    }

    private record ClaimKey(String orgId, String key) {

        static ClaimKey of(LedgerEntry entry) {
            return new ClaimKey(claim(entry).orgId(), claim(entry).key());
        }
    }
}
