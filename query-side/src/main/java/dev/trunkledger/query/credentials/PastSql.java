package dev.trunkledger.query.credentials;

import dev.trunkledger.query.reading.SqlText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;

/** The statements behind credentials as they stood. Each names the organisation itself. */
final class PastSql {

    /** An erasure does not say when the credential was deleted; the deletion, right before it, does. */
    private static final String DELETED_TIME = """
            case entry.action
                when 'deleted' then entry.occurred_time
                when 'erased' then coalesce(
                    (select deletion.occurred_time from audit_entry as deletion
                      where deletion.credential_id = entry.credential_id and deletion.version < entry.version
                        and deletion.action = 'deleted'
                      order by deletion.version desc limit 1),
                    entry.occurred_time)
            end as deleted_time
            """;

    /** The columns that {@link CredentialRows} reads, taken from the event in force of each credential. */
    private static final String STOOD = """
            select entry.credential_id as id, known.org_id, entry.version, entry.occurred_time as last_update_time,
                   settings.server collate "C" as server, settings.transport, settings.domain,
                   settings."authUser" as auth_user, settings.description collate "C" as description,
                   settings."cpsLimit" as cps_limit, settings."cpsKey" as cps_key,
                   told.source, told."providerId" as provider_id, told."createdTime" as created_time,
                   told."secretVersion" is not null as auth_password_set,
            """ + DELETED_TIME + """
              from credential as known
              cross join lateral (
                   select * from audit_entry
                    where org_id = known.org_id and credential_id = known.id
                      and occurred_time <= ? and action <> 'revealed'
                    order by occurred_time desc, version desc limit 1) as entry
              cross join lateral json_to_record(convert_from(entry.event, 'UTF8')::json) as told (
                   settings json, source text, "providerId" uuid, "createdTime" timestamptz, "secretVersion" integer)
              cross join lateral json_to_record(told.settings) as settings (
                   server text, transport text, domain text, "authUser" text, description text,
                   "cpsLimit" integer, "cpsKey" text)
             where known.org_id = ? and known.deleted in (false, true) and known.created_time <= ?
            """;

    /** As the search of today: the same words, in lower case by the same rules, those of Unicode. */
    private static final String WORDS =
            "lower(concat_ws(E'\\n', server, domain, auth_user, description) collate pg_unicode_fast)";

    private PastSql() {}

    static SqlText versions(String orgId, UUID id, Long... versions) {
        return entries("audit_entry")
                .add(
                        "where org_id = ? and credential_id = ? and version = any (?) and access_sequence = 0",
                        orgId,
                        id,
                        new SqlArrayValue("bigint", (Object[]) versions));
    }

    static SqlText inForce(String orgId, UUID id, Instant time) {
        return entries("""
                (select * from audit_entry
                  where org_id = ? and credential_id = ? and occurred_time <= ? and action <> 'revealed'
                  order by occurred_time desc, version desc limit 1)
                """, orgId, id, utc(time));
    }

    /**
     * One page and, in each of its rows, the total; a single row without an id when the page is empty. One lookup for
     * each credential that the organisation had then, whatever became of it since.
     */
    static SqlText page(CredentialFilter filter, Instant time, CredentialSort sort, PageStart start, int rows) {
        int skip = start instanceof PageStart.Skip(int passed) ? passed : 0;
        return new SqlText()
                .add("with stood as (")
                .add(stood(filter, time))
                .add("), found as materialized (select * from stood where true")
                .add(CredentialSql.fields(filter))
                .add(search(filter))
                .add(") select counted.total, page.* from (select count(*) as total from found) as counted")
                .add("left join (select * from found where true")
                .add(CredentialSql.behind(sort, start))
                .add(sort.orderBy())
                .add("offset ? limit ?) as page on true", skip, rows)
                .add(sort.orderBy());
    }

    private static SqlText stood(CredentialFilter filter, Instant time) {
        SqlText sql = new SqlText().add(STOOD, utc(time), filter.orgId(), utc(time));
        return filter.includeDeleted() ? sql : sql.add("and entry.action not in ('deleted', 'erased')");
    }

    private static SqlText search(CredentialFilter filter) {
        String search = filter.search();
        return search == null
                ? new SqlText()
                : new SqlText().add("and " + WORDS + " like ?", CredentialSql.containing(search));
    }

    private static SqlText entries(String source, Object... values) {
        return new SqlText()
                .add("select entry.event_type, entry.event, " + DELETED_TIME + " from " + source + " as entry", values);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
