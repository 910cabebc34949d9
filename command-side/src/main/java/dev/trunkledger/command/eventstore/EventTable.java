package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.SealedSecret;
import dev.trunkledger.command.secret.WrappedKey;
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

/**
 * Adds events, and to the vault the data keys and secrets that belong to them. The primary key decides races: a version
 * that is taken already is passed over, not an error, and its key and secret with it.
 */
final class EventTable {

    // One statement, as every round trip keeps all waiting writers waiting. A restoration brings a key in case that the
    // one before was destroyed: one that is still there stays.
    private static final String INSERT = """
            with stored as (
                insert into ledger.event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
                select *
                  from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[])
                       as event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
                 where occurred_time > (select ledger.history_closed_until())
                on conflict do nothing
                returning credential_id, version),
            stored_key as (
                insert into vault.data_key (credential_id, key_id, org_id, kek_id, wrapped)
                select credential_id, key_id, org_id, kek_id, wrapped
                  from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bytea[])
                       as data_key (credential_id, version, key_id, org_id, kek_id, wrapped)
                  join stored using (credential_id, version)
                on conflict (credential_id) do nothing),
            stored_secret as (
                insert into vault.secret (credential_id, key_id, secret_version, nonce, ciphertext, fingerprint)
                select credential_id, key_id, secret_version, nonce, ciphertext, fingerprint
                  from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::integer[], ?::bytea[], ?::bytea[], ?::bytea[])
                       as secret (credential_id, version, key_id, secret_version, nonce, ciphertext, fingerprint)
                  join stored using (credential_id, version))
            select credential_id, version from stored""";

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
                .bindBytes(entry -> event(entry).json())
                .then(entries.stream().filter(entry -> entry.key() != null).toList())
                .bind("uuid", LedgerEntry::credentialId)
                .bind("int8", LedgerEntry::version)
                .bind("uuid", entry -> key(entry).keyId())
                .bind("text", entry -> key(entry).orgId())
                .bind("text", entry -> key(entry).kekId())
                .bindBytes(entry -> key(entry).wrapped())
                .then(entries.stream().filter(entry -> entry.secret() != null).toList())
                .bind("uuid", LedgerEntry::credentialId)
                .bind("int8", LedgerEntry::version)
                .bind("uuid", entry -> secret(entry).keyId())
                .bind("int4", entry -> secret(entry).secretVersion())
                .bindBytes(entry -> secret(entry).nonce())
                .bindBytes(entry -> secret(entry).ciphertext())
                .bindBytes(entry -> secret(entry).fingerprint());
    }

    private static WrappedKey key(LedgerEntry entry) {
        return Objects.requireNonNull(entry.key());
    }

    private static SealedSecret secret(LedgerEntry entry) {
        return Objects.requireNonNull(entry.secret());
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
