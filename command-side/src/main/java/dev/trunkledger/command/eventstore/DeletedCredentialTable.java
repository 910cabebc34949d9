package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.wire.SealedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Keeps up which credentials are deleted and not erased, for events that were stored. */
final class DeletedCredentialTable {

    private static final String ADD = """
            insert into ledger.deleted_credential (credential_id, org_id, version, deleted_time)
            select * from unnest(?::uuid[], ?::text[], ?::bigint[], ?::timestamptz[])""";

    private static final String REMOVE = "delete from ledger.deleted_credential where credential_id = any (?)";

    private DeletedCredentialTable() {}

    static void update(Connection connection, List<LedgerEntry> entries) throws SQLException {
        List<Deleted> added = new ArrayList<>();
        List<UUID> removed = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            switch (entry.retention()) {
                case RetentionMark.Set(Instant time) ->
                    added.add(new Deleted(entry.credentialId(), orgId(entry), entry.version(), time));
                case RetentionMark.Lifted _ -> removed.add(entry.credentialId());
                case RetentionMark.Untouched _ -> {}
            }
        }
        add(connection, added);
        remove(connection, removed);
    }

    private static void add(Connection connection, List<Deleted> deleted) throws SQLException {
        if (deleted.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            new Columns<>(connection, statement, deleted)
                    .bind("uuid", Deleted::credentialId)
                    .bind("text", Deleted::orgId)
                    .bind("int8", Deleted::version)
                    .bind("timestamptz", Deleted::deletedTime);
            statement.executeUpdate();
        }
    }

    private static void remove(Connection connection, List<UUID> credentialIds) throws SQLException {
        if (credentialIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            new Columns<>(connection, statement, credentialIds).bind("uuid", id -> id);
            statement.executeUpdate();
        }
    }

    private static String orgId(LedgerEntry entry) {
        SealedEvent event = Objects.requireNonNull(entry.event());
        return event.event().envelope().orgId();
    }

    private record Deleted(UUID credentialId, String orgId, long version, Instant deletedTime) {}
}
