package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.AccessHead;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

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

    private final JdbcTemplate database;

    AccessHeads(JdbcTemplate database) {
        this.database = database;
    }

    List<AccessHead> find(Collection<UUID> ids) {
        return database.query(
                connection -> new Columns<>(connection, FIND, ids)
                        .add("uuid", id -> id)
                        .statement(),
                (row, number) -> new AccessHead(
                        row.getObject("credential_id", UUID.class),
                        row.getString("org_id"),
                        row.getLong("sequence"),
                        row.getString("head_hash")));
    }

    void save(Collection<AccessHead> heads) {
        List<AccessHead> ordered = heads.stream()
                .sorted(Comparator.comparing(AccessHead::credentialId))
                .toList();
        database.update(connection -> new Columns<>(connection, SAVE, ordered)
                .add("uuid", AccessHead::credentialId)
                .texts(AccessHead::orgId)
                .longs(AccessHead::number)
                .texts(AccessHead::headHash)
                .statement());
    }
}
