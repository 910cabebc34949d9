-- Accesses to secrets, apart from the history that they do not change, and the outbox from which they go to Kafka.

create table ledger.access_event (
    global_index   bigint      not null generated always as identity,
    -- As in ledger.event: the relay reads in commit order by it.
    transaction_id xid8        not null default pg_current_xact_id(),
    credential_id  uuid        not null,
    -- Position among the accesses to this credential.
    sequence       bigint      not null check (sequence > 0),
    type           text        collate "C" not null,
    org_id         text        collate "C" not null,
    occurred_time  timestamptz not null,
    -- W3C trace context of the request behind it.
    traceparent    text        collate "C",
    -- Canonical JSON as it was hashed.
    payload        bytea       not null,
    -- Decides every race: of all who would be the n-th, exactly one is.
    primary key (credential_id, sequence)
);

-- Read by the relay.
create unique index access_event_in_commit_order on ledger.access_event (transaction_id, global_index);

insert into ledger.relay_position (segment, transaction_id, global_index) values (1, '0', 0);

-- For an operator at a console; the application may not read it.
create view ledger.access_event_as_json as
select global_index, transaction_id, credential_id, sequence, type, org_id, occurred_time, traceparent,
       convert_from(payload, 'UTF8')::json as payload
from ledger.access_event;

-- A record of an access is never edited.
grant select, insert on ledger.access_event to ${app_role};
