package dev.trunkledger.benchmark.filling;

import dev.trunkledger.benchmark.Progress;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Read models of many more credentials than were projected: each copy is one that lived earlier, with an id of its own,
 * in the rows and in its events. Only its seals are the original's, which no list and no page of history looks at.
 */
public final class Multiplied {

    // The same id for the same copy, in whatever statement.
    private static final String COPY_OF_ID = "md5(%s || ':' || copy)::uuid";
    private static final String EARLIER = "%s - copy * (select span from seed.span)";

    private static final String SPAN = """
            create table seed.span as
            select max(occurred_time) - min(occurred_time) as span from read_model.audit_entry
            """;
    private static final String SEEDS = """
            create table seed.%1$s as select * from read_model.%1$s
            """;
    private static final String ENTRIES = """
            insert into read_model.audit_entry
                   (credential_id, version, access_sequence, org_id, action, occurred_time, actor, request_id,
                    secret_version, changed_fields, changes, hash, event_type, event)
            select %s, version, access_sequence, org_id, action, %s, actor, copy || '-' || request_id,
                   secret_version, changed_fields, changes, hash, event_type,
                   convert_to(replace(replace(convert_from(event, 'UTF8'), credential_id::text, %s::text),
                                      request_id, copy || '-' || request_id), 'UTF8')
              from seed.audit_entry, (select ?::integer as copy) as copies
            """.formatted(
                    COPY_OF_ID.formatted("credential_id"),
                    EARLIER.formatted("occurred_time"),
                    COPY_OF_ID.formatted("credential_id"));
    private static final String CREDENTIALS = """
            insert into read_model.credential
                   (id, org_id, server, transport, domain, auth_user, description, cps_limit, cps_key, source,
                    provider_id, created_time, last_update_time, version, secret_version, last_secret_version,
                    deleted_time, erased, head_hash)
            select %s, org_id, server, transport, domain, auth_user, description, cps_limit, cps_key || '-' || copy,
                   source, provider_id, %s, %s, version, secret_version, last_secret_version, %s, erased, head_hash
              from seed.credential, (select ?::integer as copy) as copies
            """.formatted(
                    COPY_OF_ID.formatted("id"),
                    EARLIER.formatted("created_time"),
                    EARLIER.formatted("last_update_time"),
                    EARLIER.formatted("deleted_time"));
    private static final String WORDS = """
            insert into read_model.credential_search (credential_id, org_id, words)
            select %s, org_id, words || '-' || copy
              from seed.credential_search, (select ?::integer as copy) as copies
            """.formatted(COPY_OF_ID.formatted("credential_id"));
    private static final String TOTALS = """
            update read_model.org_total as total
               set credentials = (
                   select count(*)
                     from read_model.credential as one
                    where one.org_id = total.org_id and one.transport = total.transport
                      and one.source = total.source and one.deleted = total.deleted)
            """;

    private final JdbcTemplate database;
    private int copies;

    /** @param database whose read models are the seed */
    public Multiplied(JdbcTemplate database) {
        this.database = database;
        database.execute("create schema seed");
        database.execute(SPAN);
        for (String table : new String[] {"audit_entry", "credential", "credential_search"}) {
            database.execute(SEEDS.formatted(table));
        }
    }

    /** Adds copies until there is so many times the seed; the indexes are made anew, which takes half of the time. */
    public void upTo(int times) {
        Indexes indexes = Indexes.setAside(database);
        while (copies + 1 < times) {
            copies++;
            database.update(ENTRIES, copies);
            database.update(CREDENTIALS, copies);
            database.update(WORDS, copies);
            if (copies % 10 == 0) {
                Progress.tell("  copied %d times".formatted(copies));
            }
        }
        database.update(TOTALS);
        Progress.tell("  making %d indexes".formatted(indexes.count()));
        indexes.make();
        database.execute("vacuum (analyze) read_model.audit_entry");
        database.execute("vacuum (analyze) read_model.credential");
        database.execute("vacuum (analyze) read_model.credential_search");
        database.execute("checkpoint");
    }
}
