package dev.trunkledger.query.verification;

import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** A credential's entries in batches, oldest first, each batch by a statement of its own. */
@Repository
class StoredEntries {

    /** An event may be as large as a request body, 16 KiB, and a little more. */
    static final int BATCH = 200;

    private static final String AFTER = """
            select version, action, occurred_time, actor, request_id,
                   array_to_string(changed_fields, ',') as changed_fields, changes, hash, event_type, event
              from audit_entry
             where org_id = ? and credential_id = ? and version between ? and ? and access_sequence = 0
             order by version limit ?
            """;

    private static final String NEWEST = """
            select coalesce(max(version), 0) from audit_entry
             where org_id = ? and credential_id = ? and access_sequence = 0
            """;

    private final Reading database;

    StoredEntries(Reading database) {
        this.database = database;
    }

    /** Those behind the last that was good, none of them newer than the version. */
    List<StoredEntry> after(ChainCheck chain, long newest) {
        return database.of(chain.orgId())
                .list(
                        new SqlText()
                                .add(AFTER, chain.orgId(), chain.credentialId(), chain.version() + 1, newest, BATCH),
                        (row, number) -> entry(row));
    }

    /** The highest version of which there is an entry; 0 when there is none. */
    long newest(String orgId, UUID credentialId) {
        return database.of(orgId).number(new SqlText().add(NEWEST, orgId, credentialId));
    }

    private static StoredEntry entry(ResultSet row) throws SQLException {
        return new StoredEntry(
                row.getLong("version"),
                row.getString("action"),
                row.getObject("occurred_time", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("request_id"),
                row.getString("changed_fields"),
                row.getString("changes"),
                row.getString("hash"),
                row.getString("event_type"),
                row.getBytes("event"));
    }
}
