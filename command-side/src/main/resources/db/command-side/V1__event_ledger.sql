-- The only record of what happened, and the outbox from which it goes to Kafka.

create table ledger.event (
    -- Cache 1 (the default): with more, sessions would hand out numbers from ranges of their own.
    global_index   bigint      not null generated always as identity,
    -- Which transaction wrote it: the relay reads in commit order by it, so that no late commit is passed over.
    transaction_id xid8        not null default pg_current_xact_id(),
    credential_id  uuid        not null,
    version        bigint      not null check (version > 0),
    type           text        collate "C" not null,
    org_id         text        collate "C" not null,
    occurred_time  timestamptz not null,
    -- W3C trace context of the request behind it.
    traceparent    text        collate "C",
    -- Canonical JSON as it was hashed: jsonb would rewrite the bytes and break the hash.
    payload        bytea       not null,
    -- Decides every race: of all writers of a version exactly one finds it free. Read by every load.
    primary key (credential_id, version)
);

-- Read by the relay.
create unique index event_in_commit_order on ledger.event (transaction_id, global_index);

-- Up to where Kafka has acknowledged.
create table ledger.relay_position (
    segment        smallint primary key,
    transaction_id xid8     not null,
    global_index   bigint   not null,
    -- Highest offset acknowledged per topic and partition, as {"topic-partition": offset}: a Kafka that lost its tail
    -- shows by ending before them.
    acknowledged   jsonb    not null default '{}'
);
insert into ledger.relay_position (segment, transaction_id, global_index) values (0, '0', 0);

-- The first answer to each Idempotency-Key.
create table ledger.idempotency (
    org_id          text        collate "C" not null,
    idempotency_key text        collate "C" not null,
    -- Keyed: the body may hold a password, of which no plain hash may lie around.
    request_hash    bytea       not null,
    status          smallint    not null,
    credential_id   uuid        not null,
    version         bigint      not null,
    warnings        text        not null,
    expires_time    timestamptz not null,
    primary key (org_id, idempotency_key)
);
-- Read by the purge.
create index idempotency_by_expiry on ledger.idempotency (expires_time);

-- Which credentials share a limit now: for the warning that members disagree on it.
create table ledger.cps_key_member (
    credential_id uuid primary key,
    org_id        text collate "C" not null,
    cps_key       text collate "C" not null,
    cps_limit     integer
);
-- Read by the warning.
create index cps_key_member_by_key on ledger.cps_key_member (org_id, cps_key);

-- For an operator at a console; the application has no use for it and may not read it.
create view ledger.event_as_json as
select global_index, transaction_id, credential_id, version, type, org_id, occurred_time, traceparent,
       convert_from(payload, 'UTF8')::json as payload
from ledger.event;

-- An event is never edited: the application may add and read, nothing else.
grant usage on schema ledger to ${app_role};
grant select, insert on ledger.event to ${app_role};
grant select, update on ledger.relay_position to ${app_role};
grant select, insert, update, delete on ledger.idempotency to ${app_role};
grant select, insert, update, delete on ledger.cps_key_member to ${app_role};
