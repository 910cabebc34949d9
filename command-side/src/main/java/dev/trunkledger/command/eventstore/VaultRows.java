package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.SealedSecret;
import dev.trunkledger.command.secret.WrappedKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Adds data keys and secrets to the vault, for events that were stored. */
final class VaultRows {

    private static final String INSERT_KEYS = """
            insert into vault.data_key (credential_id, org_id, kek_id, wrapped)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[])""";

    private static final String INSERT_SECRETS = """
            insert into vault.secret (credential_id, secret_version, nonce, ciphertext, fingerprint)
            select * from unnest(?::uuid[], ?::integer[], ?::bytea[], ?::bytea[], ?::bytea[])""";

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

    private static void insertKeys(Connection connection, List<WrappedKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_KEYS)) {
            new Columns<>(connection, statement, keys)
                    .bind("uuid", WrappedKey::credentialId)
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
                    .bind("int4", SealedSecret::secretVersion)
                    .bindBytes(SealedSecret::nonce)
                    .bindBytes(SealedSecret::ciphertext)
                    .bindBytes(SealedSecret::fingerprint);
            statement.executeUpdate();
        }
    }
}
