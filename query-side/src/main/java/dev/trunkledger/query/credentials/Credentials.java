package dev.trunkledger.query.credentials;

import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The projected credentials, each seen by its own organisation only. */
@Repository
public class Credentials {

    private record Row(StoredCredential stored, long total) {}

    private final Reading database;

    Credentials(Reading database) {
        this.database = database;
    }

    /** The credential, deleted or not; empty when the organisation has none of that id. */
    public Optional<StoredCredential> find(String orgId, UUID id) {
        return database.of(orgId).optional(CredentialSql.one("", orgId, id), (row, number) -> CredentialRows.read(row));
    }

    /** As it stands now, with the hash that the next event will name; empty as for {@link #find}. */
    public Optional<CredentialHead> head(String orgId, UUID id) {
        return database.of(orgId)
                .optional(
                        CredentialSql.one(", head_hash", orgId, id),
                        (row, number) -> new CredentialHead(CredentialRows.read(row), row.getString("head_hash")));
    }

    /** Those of the awaited that have got where they are awaited, all found in one statement. */
    public List<StoredCredential> arrived(Collection<AwaitedVersion> awaited) {
        return database.ofAll().list(CredentialSql.arrived(awaited), (row, number) -> CredentialRows.read(row));
    }

    /** @param take the most items that the page may have */
    public CredentialPage page(CredentialFilter filter, CredentialSort sort, PageStart start, int take) {
        List<Row> rows = rows(filter.orgId(), CredentialSql.page(filter, sort, start, take + 1));
        long total = rows.isEmpty() ? total(filter) : rows.getFirst().total();
        return CredentialPage.of(rows.stream().map(Row::stored).toList(), take, sort, total);
    }

    private List<Row> rows(String orgId, SqlText sql) {
        return database.of(orgId).list(sql, (row, number) -> new Row(CredentialRows.read(row), row.getLong("total")));
    }

    private long total(CredentialFilter filter) {
        return database.of(filter.orgId()).number(CredentialSql.total(filter));
    }
}
