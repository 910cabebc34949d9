package dev.trunkledger.query.verification;

import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The accesses to a credential's secret in batches, oldest first, each batch by a statement of its own. */
@Repository
class StoredAccesses {

    static final int BATCH = 500;

    /** What the newest access left, as the projection keeps it apart from the entries. */
    record Head(long sequence, String hash) {}

    private static final String AFTER = """
            select credential_id, org_id, version, access_sequence, action, occurred_time, actor, request_id,
                   secret_version, hash, event_type, event
              from audit_entry
             where org_id = ? and credential_id = ? and access_sequence > 0 and access_sequence > ?
             order by access_sequence limit ?
            """;
    private static final String HEAD =
            "select sequence, head_hash from access_head where org_id = ? and credential_id = ?";

    private final Reading database;

    StoredAccesses(Reading database) {
        this.database = database;
    }

    List<StoredAccess> after(String orgId, UUID credentialId, long sequence) {
        return database.of(orgId)
                .list(new SqlText().add(AFTER, orgId, credentialId, sequence, BATCH), (row, number) -> access(row));
    }

    Optional<Head> head(String orgId, UUID credentialId) {
        return database.of(orgId)
                .optional(
                        new SqlText().add(HEAD, orgId, credentialId),
                        (row, number) -> new Head(row.getLong("sequence"), row.getString("head_hash")));
    }

    private static StoredAccess access(ResultSet row) throws SQLException {
        return new StoredAccess(
                row.getObject("credential_id", UUID.class),
                row.getString("org_id"),
                row.getLong("version"),
                row.getLong("access_sequence"),
                row.getString("action"),
                row.getObject("occurred_time", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("request_id"),
                row.getObject("secret_version", Integer.class),
                row.getString("hash"),
                row.getString("event_type"),
                row.getBytes("event"));
    }
}
