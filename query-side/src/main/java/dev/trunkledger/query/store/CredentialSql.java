package dev.trunkledger.query.store;

/** The statements of {@link CredentialRows}. */
final class CredentialSql {

    static final String FIND = """
            select id, org_id, server, transport, domain, auth_user, description, cps_limit, cps_key, source,
                   provider_id, created_time, last_update_time, version, secret_version, last_secret_version,
                   deleted_time, erased, head_hash
              from credential
             where id = any (?)
            """;

    /** Most events leave the words alone, and then their index too. */
    static final String SAVE_WORDS = """
            insert into credential_search as stored (credential_id, org_id, words)
            select * from unnest(?, ?, ?)
            on conflict (credential_id) do update set words = excluded.words
             where stored.words <> excluded.words
            """;

    /**
     * Rows, and the totals by what the rows were and became: the database's own old and new, so that a row that was not
     * taken is not counted either. Totals come last in a transaction, as all of an organisation share theirs.
     */
    static final String SAVE = """
            with saved as (
              insert into credential as stored
                     (id, org_id, server, transport, domain, auth_user, description, cps_limit, cps_key, source,
                      provider_id, created_time, last_update_time, version, secret_version, last_secret_version,
                      deleted_time, erased, head_hash)
              select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (id) do update
                 set server = excluded.server, transport = excluded.transport, domain = excluded.domain,
                     auth_user = excluded.auth_user, description = excluded.description,
                     cps_limit = excluded.cps_limit, cps_key = excluded.cps_key, source = excluded.source,
                     provider_id = excluded.provider_id, last_update_time = excluded.last_update_time,
                     version = excluded.version, secret_version = excluded.secret_version,
                     last_secret_version = excluded.last_secret_version, deleted_time = excluded.deleted_time,
                     erased = excluded.erased, head_hash = excluded.head_hash
               where stored.version < excluded.version
              returning new.org_id,
                        old.transport as old_transport, old.source as old_source, old.deleted as old_deleted,
                        new.transport as new_transport, new.source as new_source, new.deleted as new_deleted),
            moved as (
              select org_id, new_transport as transport, new_source as source, new_deleted as deleted, 1 as by
                from saved
              union all
              select org_id, old_transport, old_source, old_deleted, -1 from saved where old_transport is not null)
            insert into org_total as total (org_id, transport, source, deleted, credentials)
            select org_id, transport, source, deleted, sum(by)
              from moved
             group by org_id, transport, source, deleted
            having sum(by) <> 0
             order by org_id, transport, source, deleted
            on conflict (org_id, transport, source, deleted)
               do update set credentials = total.credentials + excluded.credentials
            """;

    private CredentialSql() {}
}
