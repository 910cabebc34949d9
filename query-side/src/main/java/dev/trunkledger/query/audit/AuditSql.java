package dev.trunkledger.query.audit;

import dev.trunkledger.query.reading.SqlText;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements behind history, audit entries and the events themselves. Each names the organisation itself. */
final class AuditSql {

    /** How many entries are looked at for one page, at most: about 10 ms. */
    static final int LOOKED_AT = 5_000;

    private static final String COLUMNS = """
            select credential_id, version, access_sequence, action, occurred_time, secret_version, changes, hash,
                   event
            """;
    private static final String KEY = "occurred_time, credential_id, version, access_sequence";
    private static final String NEWEST_FIRST =
            "order by occurred_time desc, credential_id desc, version desc, access_sequence desc";

    private AuditSql() {}

    /** @param before only what stands below this place; null for all */
    static SqlText history(String orgId, UUID credentialId, @Nullable HistoryPosition before, int rows) {
        SqlText sql = new SqlText()
                .add(COLUMNS)
                .add("from audit_entry where org_id = ? and credential_id = ?", orgId, credentialId);
        if (before != null) {
            sql.add("and (version, access_sequence) < (?, ?)", before.version(), before.accessSequence());
        }
        return sql.add("order by version desc, access_sequence desc limit ?", rows);
    }

    /** @param until how far to look, for a search that sifts; null for to the end */
    static SqlText page(AuditSearch search, @Nullable AuditPosition before, @Nullable AuditPosition until, int rows) {
        if (!search.sifts()) {
            SqlText sql = new SqlText().add(COLUMNS).add("from audit_entry").add(search.found());
            return below(sql, before).add(NEWEST_FIRST).add("limit ?", rows);
        }
        SqlText looked = new SqlText().add("select * from audit_entry").add(search.found());
        below(looked, before);
        if (until != null) {
            key(looked, ">=", until);
        }
        // The inner limit keeps the planner from looking elsewhere than where the index leads.
        looked.add(NEWEST_FIRST).add("limit ?", LOOKED_AT);
        return new SqlText()
                .add(COLUMNS)
                .add("from (")
                .add(looked)
                .add(") as looked where true")
                .add(search.sifted())
                .add(NEWEST_FIRST)
                .add("limit ?", rows);
    }

    /** The last place to look at for one page; none when the end is nearer. */
    static SqlText until(AuditSearch search, @Nullable AuditPosition before) {
        SqlText sql = new SqlText().add("select " + KEY + " from audit_entry").add(search.found());
        return below(sql, before).add(NEWEST_FIRST).add("limit 1 offset ?", LOOKED_AT - 1);
    }

    /** Chain by chain; each access behind the version that was in force. */
    static SqlText events(String orgId, @Nullable UUID credentialId, @Nullable ChainPosition after, int rows) {
        SqlText sql = new SqlText()
                .add("select credential_id, version, access_sequence, event_type, event from audit_entry")
                .add("where org_id = ?", orgId);
        if (credentialId != null) {
            sql.add("and credential_id = ?", credentialId);
        }
        if (after != null) {
            sql.add(
                    "and (credential_id, version, access_sequence) > (?, ?, ?)",
                    after.credentialId(),
                    after.version(),
                    after.accessSequence());
        }
        return sql.add("order by credential_id, version, access_sequence limit ?", rows);
    }

    private static SqlText below(SqlText sql, @Nullable AuditPosition before) {
        return before == null ? sql : key(sql, "<", before);
    }

    private static SqlText key(SqlText sql, String comparison, AuditPosition place) {
        return sql.add(
                "and (" + KEY + ") " + comparison + " (?, ?, ?, ?)",
                place.occurredTime().atOffset(ZoneOffset.UTC),
                place.credentialId(),
                place.version(),
                place.accessSequence());
    }
}
