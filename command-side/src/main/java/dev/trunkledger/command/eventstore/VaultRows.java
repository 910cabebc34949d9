package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.SealedSecret;
import dev.trunkledger.command.secret.WrappedKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Adds data keys and secrets to the vault, and destroys them, for events that were stored. */
final class VaultRows {

    private static final String INSERT_KEYS = """
            insert into vault.data_key (credential_id, key_id, org_id, kek_id, wrapped)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bytea[])
            on conflict (credential_id) do nothing""";

    private static final String INSERT_SECRETS = """
            insert into vault.secret (credential_id, key_id, secret_version, nonce, ciphertext, fingerprint)
            select * from unnest(?::uuid[], ?::uuid[], ?::integer[], ?::bytea[], ?::bytea[], ?::bytea[])""";

    // Secrets first: a key that is referred to cannot go.
    private static final List<String> DESTROY = List.of(
            "delete from vault.secret where credential_id = any (?)",
            "delete from vault.data_key where credential_id = any (?)");

    private VaultRows() {}

    static void insert(Connection connection, List<LedgerEntry> entries) throws SQLException {
        insertKeys(
                connection,
                entries.stream()
                        .map(LedgerEntry::key)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
        insertSecrets(
                connection,
                entries.stream()
                        .map(LedgerEntry::secret)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
    }

    static void destroy(Connection connection, List<LedgerEntry> entries) throws SQLException {
        List<UUID> erased = entries.stream()
                .filter(LedgerEntry::erasesSecrets)
                .map(LedgerEntry::credentialId)
                .toList();
        if (erased.isEmpty()) {
            return;
        }
        for (String table : DESTROY) {
            try (PreparedStatement statement = connection.prepareStatement(table)) {
                new Columns<>(connection, statement, erased).bind("uuid", id -> id);
                statement.executeUpdate();
            }
        }
    }

    /** A restoration brings a key in case that the one before was destroyed: one that is still there stays. */
    private static void insertKeys(Connection connection, List<WrappedKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_KEYS)) {
            new Columns<>(connection, statement, keys)
                    .bind("uuid", WrappedKey::credentialId)
                    .bind("uuid", WrappedKey::keyId)
                    .bind("text", WrappedKey::orgId)
                    .bind("text", WrappedKey::kekId)
                    .bindBytes(WrappedKey::wrapped);
            statement.executeUpdate();
        }
    }

    private static void insertSecrets(Connection connection, List<SealedSecret> secrets) throws SQLException {
        if (secrets.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_SECRETS)) {
            new Columns<>(connection, statement, secrets)
                    .bind("uuid", SealedSecret::credentialId)
                    .bind("uuid", SealedSecret::keyId)
                    .bind("int4", SealedSecret::secretVersion)
                    .bindBytes(SealedSecret::nonce)
                    .bindBytes(SealedSecret::ciphertext)
                    .bindBytes(SealedSecret::fingerprint);
            statement.executeUpdate();
        }
    }
}
