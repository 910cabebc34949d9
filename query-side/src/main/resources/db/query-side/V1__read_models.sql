-- Mostly an administrator made them. Where not: both are trusted, so a role that may create in the database may too.
do $$
begin
    if not exists (select from pg_extension where extname = 'pg_trgm') then
        create extension pg_trgm;
    end if;
    if not exists (select from pg_extension where extname = 'btree_gin') then
        create extension btree_gin;
    end if;
end
$$;

-- Text that is sorted or compared has collation "C": the order of code points, the same on every machine and after
-- every upgrade of its locales, on which cursors and indexes rely.

-- One row per credential, deleted ones included: what the newest projected event left.
create table credential (
    id                  uuid primary key,
    org_id              text collate "C" not null,
    server              text collate "C" not null,
    transport           text collate "C" not null,
    domain              text collate "C",
    auth_user           text collate "C",
    description         text collate "C",
    cps_limit           integer,
    cps_key             text collate "C",
    source              text collate "C" not null,
    provider_id         uuid,
    created_time        timestamptz not null,
    last_update_time    timestamptz not null,
    version             bigint not null,
    secret_version      integer,
    last_secret_version integer not null,
    deleted_time        timestamptz,
    erased              boolean not null,
    head_hash           text collate "C" not null,
    deleted             boolean not null generated always as (deleted_time is not null) stored
);

-- A page of the list is a range of one of these; with deleted ones included, a merge of two ranges.
create index credential_by_last_update on credential (org_id, deleted, last_update_time, id);
create index credential_by_created on credential (org_id, deleted, created_time, id);
create index credential_by_server on credential (org_id, deleted, server, id);
create index credential_by_description on credential (org_id, deleted, coalesce(description, ''), id);
create index credential_by_cps_key on credential (org_id, cps_key) where cps_key is not null;
create index credential_by_provider on credential (org_id, provider_id) where provider_id is not null;

-- What `search` looks through, apart from credential: most changes leave it alone, and trigrams are dear to index.
-- words = server, domain, authUser and description as the class SearchWords joins them, in lower case.
create table credential_search (
    credential_id uuid primary key,
    org_id        text collate "C" not null,
    words         text collate "C" not null
);
create index credential_search_words on credential_search using gin (org_id, words gin_trgm_ops);

-- How many credentials an organisation has, kept as they change: counting 10^6 rows takes 0.1 s.
create table org_total (
    org_id      text collate "C" not null,
    transport   text collate "C" not null,
    source      text collate "C" not null,
    deleted     boolean not null,
    credentials bigint not null,
    primary key (org_id, transport, source, deleted)
);

-- One row per event, for history, audit, earlier versions and verification.
create table audit_entry (
    credential_id  uuid not null,
    version        bigint not null,
    org_id         text collate "C" not null,
    action         text collate "C" not null,
    occurred_time  timestamptz not null,
    actor          text collate "C" not null,
    changed_fields text[] not null,
    -- json, not jsonb: the order of members is kept, and nothing looks inside.
    changes        json not null,
    hash           text collate "C" not null,
    event_type     text collate "C" not null,
    -- The event's bytes as Kafka held them: jsonb would rewrite them and break the hash.
    event          bytea not null,
    primary key (credential_id, version)
);

create index audit_entry_by_time on audit_entry (org_id, occurred_time, credential_id, version);
create index audit_entry_by_actor on audit_entry (org_id, actor, occurred_time, credential_id, version);
-- Nearly every entry is a replacement: those are found by time alone.
create index audit_entry_by_action on audit_entry (org_id, action, occurred_time, credential_id, version)
    where action <> 'replaced';
-- "Who changed the server?" One per field, as an array has no order of time within it. A query has to say the same
-- words with the field as a literal.
create index audit_entry_server on audit_entry (org_id, occurred_time, credential_id, version)
    where 'server' = any (changed_fields);
create index audit_entry_transport on audit_entry (org_id, occurred_time, credential_id, version)
    where 'transport' = any (changed_fields);
create index audit_entry_domain on audit_entry (org_id, occurred_time, credential_id, version)
    where 'domain' = any (changed_fields);
create index audit_entry_auth_user on audit_entry (org_id, occurred_time, credential_id, version)
    where 'authUser' = any (changed_fields);
create index audit_entry_auth_password on audit_entry (org_id, occurred_time, credential_id, version)
    where 'authPassword' = any (changed_fields);
create index audit_entry_description on audit_entry (org_id, occurred_time, credential_id, version)
    where 'description' = any (changed_fields);
create index audit_entry_cps_limit on audit_entry (org_id, occurred_time, credential_id, version)
    where 'cpsLimit' = any (changed_fields);
create index audit_entry_cps_key on audit_entry (org_id, occurred_time, credential_id, version)
    where 'cpsKey' = any (changed_fields);

-- Messages that could not be applied, as Kafka held them. Each holds up its own credential at most.
create table parked_message (
    topic         text collate "C" not null,
    partition     integer not null,
    kafka_offset  bigint not null,
    credential_id uuid,
    version       bigint,
    reason        text collate "C" not null,
    event_type    text collate "C",
    message_key   bytea,
    message_value bytea,
    parked_time   timestamptz not null default now(),
    primary key (topic, partition, kafka_offset)
);
create index parked_message_by_version on parked_message (credential_id, version);

-- How far each partition is projected: moves in the transaction that stores what was read, so that the two agree
-- after any crash, restored backup or rebuild. The offsets of the consumer group only inform.
create table projection_position (
    topic       text collate "C" not null,
    partition   integer not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

-- Which build of the read models this is; see the setting trunkledger.projection.generation.
create table projection_generation (
    generation integer not null
);
insert into projection_generation values (1);

grant select, insert, update on credential, credential_search, org_total, projection_position to ${app_role};
grant select, insert on audit_entry to ${app_role};
grant select, insert, update, delete on parked_message to ${app_role};
grant select on projection_generation to ${app_role};
grant usage on schema read_model to ${app_role};
