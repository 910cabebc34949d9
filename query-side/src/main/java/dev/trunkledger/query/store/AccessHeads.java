package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.AccessHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The table {@code access_head}. */
final class AccessHeads {

    private static final String FIND = """
            select credential_id, org_id, sequence, head_hash from access_head where credential_id = any (?)
            """;
    /** Never taken back, whoever else writes it. */
    private static final String SAVE = """
            insert into access_head as stored (credential_id, org_id, sequence, head_hash)
            select * from unnest(?, ?, ?, ?)
            on conflict (credential_id) do update set sequence = excluded.sequence, head_hash = excluded.head_hash
             where stored.sequence < excluded.sequence
            """;

    private AccessHeads() {}

    static void find(Collection<UUID> ids, Consumer<AccessHead> found, RoundTrip asking) {
        asking.ask(FIND, ids, columns -> columns.add("uuid", id -> id), row -> found.accept(head(row)));
    }

    static void save(Collection<AccessHead> heads, RoundTrip saving) {
        List<AccessHead> ordered = heads.stream()
                .sorted(Comparator.comparing(AccessHead::credentialId))
                .toList();
        saving.write(
                SAVE,
                ordered,
                columns -> columns.add("uuid", AccessHead::credentialId)
                        .texts(AccessHead::orgId)
                        .longs(AccessHead::number)
                        .texts(AccessHead::headHash));
    }

    private static AccessHead head(ResultSet row) throws SQLException {
        return new AccessHead(
                row.getObject("credential_id", UUID.class),
                row.getString("org_id"),
                row.getLong("sequence"),
                row.getString("head_hash"));
    }
}
