package dev.trunkledger.query.credentials;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.query.projection.SearchWords;
import dev.trunkledger.query.reading.SqlText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.support.SqlArrayValue;

/** The statements behind a page of the list. Each names the organisation itself. */
final class CredentialSql {

    private CredentialSql() {}

    /** @param more columns */
    static SqlText one(String more, String orgId, UUID id) {
        return new SqlText()
                .add(
                        "select " + CredentialRows.COLUMNS + more + " from credential where id = ? and org_id = ?",
                        id,
                        orgId);
    }

    /** One page and, in each of its rows, the total, so that both come from one snapshot. */
    static SqlText page(CredentialFilter filter, CredentialSort sort, PageStart start, int rows) {
        int skip = start instanceof PageStart.Skip(int passed) ? passed : 0;
        SqlText sql = filter.isFoundFirst()
                ? amongFound(filter, sort, start)
                : alongTheOrder(filter, sort, start, (long) skip + rows);
        return sql.add(sort.orderBy()).add("offset ? limit ?", skip, rows);
    }

    /**
     * Walks the order until the page is full. With deleted credentials it is the merge of two ranges of the same index,
     * of which neither is read further than the page reaches.
     */
    private static SqlText alongTheOrder(CredentialFilter filter, CredentialSort sort, PageStart start, long reach) {
        SqlText sql = new SqlText().add("select page.*, (").add(total(filter)).add(") as total from (");
        sql.add(range(filter, false, sort, start, reach));
        if (filter.includeDeleted()) {
            sql.add("union all").add(range(filter, true, sort, start, reach));
        }
        return sql.add(") as page");
    }

    /**
     * Finds all and sorts them, which costs little more than counting them. Left to itself, PostgreSQL takes rare words
     * for common ones and walks the order through a whole organisation to fill a page.
     */
    private static SqlText amongFound(CredentialFilter filter, CredentialSort sort, PageStart start) {
        SqlText sql = new SqlText()
                .add("with found as materialized (select " + CredentialRows.COLUMNS + " from credential where true")
                .add(conditions(filter))
                .add(deletedOrNot(filter))
                .add(") select found.*, (select count(*) from found) as total from found where true");
        return sql.add(behind(sort, start));
    }

    private static SqlText range(
            CredentialFilter filter, boolean deleted, CredentialSort sort, PageStart start, long reach) {
        return new SqlText()
                .add("(select " + CredentialRows.COLUMNS + " from credential where deleted = " + deleted)
                .add(conditions(filter))
                .add(behind(sort, start))
                .add(sort.orderBy())
                .add("limit ?)", reach);
    }

    static SqlText behind(CredentialSort sort, PageStart start) {
        return start instanceof PageStart.Behind(String sortKey, UUID id)
                ? new SqlText().add(sort.behind(), sort.key().value(sortKey), id)
                : new SqlText();
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

    static SqlText arrived(Collection<AwaitedVersion> awaited) {
        return new SqlText()
                .add(
                        "select " + CredentialRows.COLUMNS
                                + " from unnest(?, ?, ?) as awaited (awaited_id, awaited_org, awaited_version)",
                        array("uuid", awaited.stream().map(AwaitedVersion::id)),
                        array("text", awaited.stream().map(AwaitedVersion::orgId)),
                        array("bigint", awaited.stream().map(AwaitedVersion::version)))
                .add("join credential on id = awaited_id and org_id = awaited_org and version >= awaited_version");
    }

    private static SqlArrayValue array(String type, Stream<?> elements) {
        return new SqlArrayValue(type, elements.toArray());
    }

    private static SqlText deletedOrNot(CredentialFilter filter) {
        return new SqlText().add(filter.includeDeleted() ? "and deleted in (false, true)" : "and deleted = false");
    }

    private static SqlText conditions(CredentialFilter filter) {
        SqlText sql = fields(filter);
        String search = filter.search();
        if (search != null) {
            // As an array, for which the way in is always the ids; a join may read the whole organisation instead.
            sql.add("and id = any (array(select credential_id from credential_search where org_id = ?", filter.orgId())
                    .add("and words like ?))", containing(search));
        }
        return sql;
    }

    /** All conditions but that of the search. */
    static SqlText fields(CredentialFilter filter) {
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
    static String containing(String search) {
        String literal = SearchWords.fold(search)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literal + "%";
    }
}
