package dev.trunkledger.query.audit;

import dev.trunkledger.events.wire.EventOrigin;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The projected entries, newest first, each seen by its own organisation only. */
@Repository
public class AuditEntries {

    private final Reading database;

    AuditEntries(Reading database) {
        this.database = database;
    }

    /** Empty when the organisation has no credential of that id, or nothing below that place. */
    public AuditPage history(String orgId, UUID credentialId, @Nullable HistoryPosition before, int take) {
        return AuditPage.of(
                ask(orgId, AuditSql.history(orgId, credentialId, before, take + 1), AuditEntries::entry), take, null);
    }

    /** A page may have fewer entries than asked for, or none, and others behind it all the same. */
    public AuditPage page(AuditFilter filter, @Nullable AuditPosition before, int take) {
        AuditSearch search = AuditSearch.of(filter);
        AuditPage page = page(search, before, null, take);
        // What fills a page is found at once; only where it does not has to be known how far was looked.
        return !search.sifts() || page.items().size() == take ? page : lookedThrough(search, before, take);
    }

    /** How far to look is asked before the page itself: what is added meanwhile then shifts nothing out of either page. */
    private AuditPage lookedThrough(AuditSearch search, @Nullable AuditPosition before, int take) {
        return page(search, before, until(search, before), take);
    }

    private AuditPage page(
            AuditSearch search, @Nullable AuditPosition before, @Nullable AuditPosition until, int take) {
        return AuditPage.of(
                ask(search.orgId(), AuditSql.page(search, before, until, take + 1), AuditEntries::entry), take, until);
    }

    /** The events of both chains, oldest first; of one credential, or of all. */
    public List<StoredEvent> events(
            String orgId, @Nullable UUID credentialId, @Nullable ChainPosition after, int take) {
        return ask(orgId, AuditSql.events(orgId, credentialId, after, take), AuditEntries::event);
    }

    /** The last place that is looked at for one page; null when the end is nearer. */
    @Nullable
    AuditPosition until(AuditSearch search, @Nullable AuditPosition before) {
        List<AuditPosition> places = ask(search.orgId(), AuditSql.until(search, before), AuditEntries::position);
        return places.isEmpty() ? null : places.getFirst();
    }

    private <T> List<T> ask(String orgId, SqlText sql, RowMapper<T> row) {
        return database.of(orgId).list(sql, row);
    }

    private static AuditPosition position(ResultSet row, int number) throws SQLException {
        return new AuditPosition(
                row.getObject("occurred_time", OffsetDateTime.class).toInstant(),
                row.getObject("credential_id", UUID.class),
                row.getLong("version"),
                row.getLong("access_sequence"));
    }

    private static StoredEvent event(ResultSet row, int number) throws SQLException {
        var position = new ChainPosition(
                row.getObject("credential_id", UUID.class), row.getLong("version"), row.getLong("access_sequence"));
        return new StoredEvent(position, row.getString("event_type"), row.getBytes("event"));
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        EventOrigin origin = EventOrigin.read(row.getBytes("event"));
        return new AuditEntry(
                row.getObject("credential_id", UUID.class),
                row.getLong("version"),
                row.getLong("access_sequence"),
                row.getString("action"),
                row.getObject("occurred_time", OffsetDateTime.class).toInstant(),
                origin.actor(),
                row.getObject("secret_version", Integer.class),
                row.getString("changes"),
                row.getString("hash"),
                origin.previousHash());
    }
}
