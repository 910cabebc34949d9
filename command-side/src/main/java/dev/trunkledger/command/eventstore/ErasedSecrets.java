package dev.trunkledger.command.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Destroys the secrets of credentials, and the keys without which no copy of them can be read. */
final class ErasedSecrets {

    // Secrets first: a key that is referred to cannot go.
    private static final List<String> DESTROY = List.of(
            "delete from vault.secret where credential_id = any (?)",
            "delete from vault.data_key where credential_id = any (?)");

    private ErasedSecrets() {}

    /** For those of these events that say so. */
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
}
