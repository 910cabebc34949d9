package dev.trunkledger.query.audit;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.query.reading.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The projected entries, newest first, each seen by its own organisation only. */
@Repository
public class AuditEntries {

    private final JdbcClient database;

    AuditEntries(@Qualifier("reading") JdbcClient database) {
        this.database = database;
    }

    /** Empty when the organisation has no credential of that id, or nothing below that version. */
    public AuditPage history(String orgId, UUID credentialId, @Nullable Long before, int take) {
        return AuditPage.of(entries(AuditSql.history(orgId, credentialId, before, take + 1)), take);
    }

    public AuditPage page(AuditFilter filter, @Nullable AuditPosition before, int take) {
        return AuditPage.of(entries(AuditSql.page(filter, before, take + 1)), take);
    }

    private List<AuditEntry> entries(SqlText sql) {
        return database.sql(sql.text())
                .params(sql.parameters())
                .query((row, number) -> entry(row))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        EventEnvelope envelope = EventJson.read(row.getString("event_type"), row.getBytes("event"))
                .event()
                .envelope();
        return new AuditEntry(
                row.getObject("credential_id", UUID.class),
                row.getLong("version"),
                row.getString("action"),
                row.getObject("occurred_time", OffsetDateTime.class).toInstant(),
                envelope.actor(),
                row.getString("changes"),
                row.getString("hash"),
                envelope.previousHash());
    }
}
