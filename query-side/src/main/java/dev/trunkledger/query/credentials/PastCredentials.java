package dev.trunkledger.query.credentials;

import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Credentials as they stood, told by the events themselves; each seen by its own organisation only. */
@Repository
public class PastCredentials {

    private record Row(@Nullable StoredCredential stored, long total) {}

    private final Reading database;

    PastCredentials(Reading database) {
        this.database = database;
    }

    /** Those of the versions that are there, deletions among them. */
    public Map<Long, CredentialVersion> versions(String orgId, UUID id, Long... versions) {
        return entries(orgId, PastSql.versions(orgId, id, versions)).stream()
                .collect(Collectors.toMap(CredentialVersion::version, Function.identity()));
    }

    /** As it stood at the time, perhaps deleted; empty when it was not there yet. Later than now is now. */
    public Optional<StoredCredential> inForce(String orgId, UUID id, Instant time) {
        return entries(orgId, PastSql.inForce(orgId, id, time)).stream()
                .findFirst()
                .map(CredentialVersion::stored);
    }

    /** @param take the most items that the page may have */
    public CredentialPage page(CredentialFilter filter, Instant time, CredentialSort sort, PageStart start, int take) {
        SqlText sql = PastSql.page(filter, time, sort, start, take + 1);
        List<Row> rows = database.of(filter.orgId()).list(sql, (row, number) -> row(row));
        List<StoredCredential> found = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.stored()).stream())
                .toList();
        return CredentialPage.of(found, take, sort, rows.getFirst().total());
    }

    private List<CredentialVersion> entries(String orgId, SqlText sql) {
        return database.of(orgId).list(sql, (row, number) -> version(row));
    }

    private static CredentialVersion version(ResultSet row) throws SQLException {
        CredentialEvent event = EventJson.read(row.getString("event_type"), row.getBytes("event"))
                .event();
        return new CredentialVersion(
                event.content(),
                new StoredCredential(PublicCredential.after(event), CredentialRows.time(row, "deleted_time")));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getObject("id") == null ? null : CredentialRows.read(row), row.getLong("total"));
    }
}
