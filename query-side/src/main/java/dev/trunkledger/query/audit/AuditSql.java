package dev.trunkledger.query.audit;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.query.projection.Action;
import dev.trunkledger.query.reading.SqlText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements behind pages of history and of audit entries. Each names the organisation itself. */
final class AuditSql {

    private static final String SELECT = """
            select credential_id, version, action, occurred_time, changes, hash, event_type, event
              from audit_entry
            """;

    private AuditSql() {}

    /** @param before only versions below this one; null for all */
    static SqlText history(String orgId, UUID credentialId, @Nullable Long before, int rows) {
        SqlText sql = new SqlText().add(SELECT).add("where org_id = ? and credential_id = ?", orgId, credentialId);
        if (before != null) {
            sql.add("and version < ?", before);
        }
        return sql.add("order by version desc limit ?", rows);
    }

    static SqlText page(AuditFilter filter, @Nullable AuditPosition before, int rows) {
        SqlText sql = new SqlText().add(SELECT).add("where org_id = ?", filter.orgId());
        who(sql, filter);
        what(sql, filter);
        when(sql, filter);
        return filter.credentialId() == null ? byTime(sql, before, rows) : byVersion(sql, before, rows);
    }

    private static void who(SqlText sql, AuditFilter filter) {
        UUID credentialId = filter.credentialId();
        if (credentialId != null) {
            sql.add("and credential_id = ?", credentialId);
        }
        String actor = filter.actor();
        if (actor != null) {
            sql.add("and actor = ?", actor);
        }
    }

    /** With literals, all of them ours: a partial index is used only where the text itself promises its condition. */
    private static void what(SqlText sql, AuditFilter filter) {
        Action action = filter.action();
        if (action != null) {
            sql.add("and action = '" + action.wireName() + "'");
        }
        CredentialField field = filter.field();
        if (field != null) {
            sql.add("and '" + field.wireName() + "' = any (changed_fields)");
        }
    }

    private static void when(SqlText sql, AuditFilter filter) {
        Instant from = filter.from();
        if (from != null) {
            sql.add("and occurred_time >= ?", from.atOffset(ZoneOffset.UTC));
        }
        Instant to = filter.to();
        if (to != null) {
            sql.add("and occurred_time < ?", to.atOffset(ZoneOffset.UTC));
        }
    }

    private static SqlText byTime(SqlText sql, @Nullable AuditPosition before, int rows) {
        if (before != null) {
            sql.add(
                    "and (occurred_time, credential_id, version) < (?, ?, ?)",
                    before.occurredTime().atOffset(ZoneOffset.UTC),
                    before.credentialId(),
                    before.version());
        }
        return sql.add("order by occurred_time desc, credential_id desc, version desc limit ?", rows);
    }

    /** Within one credential a later version never has an earlier time, so that this is the same order. */
    private static SqlText byVersion(SqlText sql, @Nullable AuditPosition before, int rows) {
        if (before != null) {
            sql.add("and version < ?", before.version());
        }
        return sql.add("order by version desc limit ?", rows);
    }
}
