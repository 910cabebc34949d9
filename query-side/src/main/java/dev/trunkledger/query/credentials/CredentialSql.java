package dev.trunkledger.query.credentials;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.query.projection.SearchWords;
import dev.trunkledger.query.reading.SqlText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The statements behind a page of the list. Each names the organisation itself. */
final class CredentialSql {

    private CredentialSql() {}

    /**
     * One page and, in each of its rows, the total, so that both come from one snapshot. With deleted credentials it is
     * the merge of two ranges of the same index, of which neither is read further than the page reaches.
     */
    static SqlText page(CredentialFilter filter, CredentialSort sort, PageStart start, int rows) {
        int skip = start instanceof PageStart.Skip(int passed) ? passed : 0;
        long reach = (long) skip + rows;
        SqlText sql = new SqlText().add("select page.*, (").add(total(filter)).add(") as total from (");
        sql.add(range(filter, false, sort, start, reach));
        if (filter.includeDeleted()) {
            sql.add("union all").add(range(filter, true, sort, start, reach));
        }
        return sql.add(") as page").add(sort.orderBy()).add("offset ? limit ?", skip, rows);
    }

    private static SqlText range(
            CredentialFilter filter, boolean deleted, CredentialSort sort, PageStart start, long reach) {
        SqlText sql = new SqlText()
                .add("(select " + CredentialRows.COLUMNS + " from credential where deleted = " + deleted)
                .add(conditions(filter));
        if (start instanceof PageStart.Behind(String sortKey, UUID id)) {
            sql.add(sort.behind(), sort.key().value(sortKey), id);
        }
        return sql.add(sort.orderBy()).add("limit ?)", reach);
    }

    /** How many the filter lets through: read from the totals that the projection keeps, or counted. */
    static SqlText total(CredentialFilter filter) {
        if (filter.isCountedAlready()) {
            SqlText sql = new SqlText().add("select coalesce(sum(credentials), 0)::bigint from org_total");
            return sql.add("where org_id = ?", filter.orgId())
                    .add(kinds(filter))
                    .add(deletedOrNot(filter));
        }
        return new SqlText()
                .add("select count(*) from credential where true")
                .add(conditions(filter))
                .add(deletedOrNot(filter));
    }

    private static SqlText deletedOrNot(CredentialFilter filter) {
        return new SqlText().add(filter.includeDeleted() ? "and deleted in (false, true)" : "and deleted = false");
    }

    private static SqlText conditions(CredentialFilter filter) {
        SqlText sql = new SqlText().add("and org_id = ?", filter.orgId()).add(kinds(filter));
        String cpsKey = filter.cpsKey();
        if (cpsKey != null) {
            sql.add("and cps_key = ?", cpsKey);
        }
        UUID providerId = filter.providerId();
        if (providerId != null) {
            sql.add("and provider_id = ?", providerId);
        }
        Instant updatedSince = filter.updatedSince();
        if (updatedSince != null) {
            sql.add("and last_update_time >= ?", updatedSince.atOffset(ZoneOffset.UTC));
        }
        String search = filter.search();
        if (search != null) {
            sql.add("and id in (select credential_id from credential_search where org_id = ?", filter.orgId())
                    .add("and words like ?)", containing(search));
        }
        return sql;
    }

    private static SqlText kinds(CredentialFilter filter) {
        SqlText sql = new SqlText();
        Transport transport = filter.transport();
        if (transport != null) {
            sql.add("and transport = ?", transport.wireName());
        }
        Source source = filter.source();
        if (source != null) {
            sql.add("and source = ?", source.wireName());
        }
        return sql;
    }

    /** A pattern for the text anywhere; what LIKE gives a meaning is taken literally. */
    private static String containing(String search) {
        String literal = SearchWords.fold(search)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literal + "%";
    }
}
