package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.wire.SealedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps up which credentials share a limit, for events that were stored. */
final class CpsKeyTable {

    private static final String JOIN = """
            insert into ledger.cps_key_member (credential_id, org_id, cps_key, cps_limit)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::integer[])
            on conflict (credential_id) do update set cps_key = excluded.cps_key, cps_limit = excluded.cps_limit""";

    private static final String LEAVE = "delete from ledger.cps_key_member where credential_id = any (?)";

    private CpsKeyTable() {}

    static void update(Connection connection, List<LedgerEntry> entries) throws SQLException {
        List<Member> joined = new ArrayList<>();
        List<UUID> left = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            switch (entry.membership()) {
                case CpsMembership.Joined(String key, Integer limit) ->
                    joined.add(new Member(entry.credentialId(), orgId(entry), key, limit));
                case CpsMembership.Left _ -> left.add(entry.credentialId());
                case CpsMembership.Untouched _ -> {}
            }
        }
        join(connection, joined);
        leave(connection, left);
    }

    private static void join(Connection connection, List<Member> members) throws SQLException {
        if (members.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
            new Columns<>(connection, statement, members)
                    .bind("uuid", Member::credentialId)
                    .bind("text", Member::orgId)
                    .bind("text", Member::cpsKey)
                    .bind("int4", Member::cpsLimit);
            statement.executeUpdate();
        }
    }

    private static void leave(Connection connection, List<UUID> credentialIds) throws SQLException {
        if (credentialIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
            new Columns<>(connection, statement, credentialIds).bind("uuid", id -> id);
            statement.executeUpdate();
        }
    }

    private static String orgId(LedgerEntry entry) {
        SealedEvent event = Objects.requireNonNull(entry.event());
        return event.event().envelope().orgId();
    }

    private record Member(
            UUID credentialId,
            String orgId,
            String cpsKey,
            @Nullable Integer cpsLimit) {}
}
