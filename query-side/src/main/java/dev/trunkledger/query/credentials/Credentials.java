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
        return database.of(orgId)
                .sql("select " + CredentialRows.COLUMNS + " from credential where id = ? and org_id = ?")
                .param(id)
                .param(orgId)
                .query((row, number) -> CredentialRows.read(row))
                .optional();
    }

    /** As it stands now, with the hash that the next event will name; empty as for {@link #find}. */
    public Optional<CredentialHead> head(String orgId, UUID id) {
        return database.of(orgId)
                .sql("select " + CredentialRows.COLUMNS + ", head_hash from credential where id = ? and org_id = ?")
                .param(id)
                .param(orgId)
                .query((row, number) -> new CredentialHead(CredentialRows.read(row), row.getString("head_hash")))
                .optional();
    }

    /** Those of the awaited that have got where they are awaited, all found in one statement. */
    public List<StoredCredential> arrived(Collection<AwaitedVersion> awaited) {
        SqlText sql = CredentialSql.arrived(awaited);
        return database.ofAll()
                .sql(sql.text())
                .params(sql.parameters())
                .query((row, number) -> CredentialRows.read(row))
                .list();
    }

    /** @param take the most items that the page may have */
    public CredentialPage page(CredentialFilter filter, CredentialSort sort, PageStart start, int take) {
        List<Row> rows = rows(filter.orgId(), CredentialSql.page(filter, sort, start, take + 1));
        long total = rows.isEmpty() ? total(filter) : rows.getFirst().total();
        return CredentialPage.of(rows.stream().map(Row::stored).toList(), take, sort, total);
    }

    private List<Row> rows(String orgId, SqlText sql) {
        return database.of(orgId)
                .sql(sql.text())
                .params(sql.parameters())
                .query((row, number) -> new Row(CredentialRows.read(row), row.getLong("total")))
                .list();
    }

    private long total(CredentialFilter filter) {
        SqlText sql = CredentialSql.total(filter);
        return database.of(filter.orgId())
                .sql(sql.text())
                .params(sql.parameters())
                .query(Long.class)
                .single();
    }
}
