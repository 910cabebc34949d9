-- Signed checkpoints of the audit trail, and what they are made of.

-- Up to when history is closed. A checkpoint speaks of all events that occurred by its time, so none of those may come to
-- be stored any more once it is made.
create table ledger.closed_history (
    only_row     boolean     primary key default true check (only_row),
    closed_until timestamptz not null
);
insert into ledger.closed_history (closed_until) values ('-infinity');

-- What an insert of events has to ask. The lock, shared by all writers and held to their commit, is waited for by whoever
-- closes history. In a function, since each of its statements sees what is committed when it runs: a subquery would see
-- what was committed when the insert began, before it had the lock.
create function ledger.history_closed_until() returns timestamptz
    language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(x'746c6370'::int, 0);
    return (select closed_until from ledger.closed_history);
end
$$;

-- Closes history up to so long ago, and says up to when it is closed. Writers under way are waited for.
create function ledger.close_history(lag interval) returns timestamptz
    language plpgsql volatile as $$
declare
    reached timestamptz;
begin
    perform pg_advisory_xact_lock(x'746c6370'::int, 0);
    update ledger.closed_history set closed_until = greatest(closed_until, clock_timestamp() - lag)
    returning closed_until into reached;
    return reached;
end
$$;

-- How far each chain reaches, as far as it was read from the events; read up to here, in commit order.
create table ledger.chain_head (
    credential_id uuid        not null,
    access        boolean     not null,
    org_id        text        collate "C" not null,
    number        bigint      not null,
    occurred_time timestamptz not null,
    primary key (credential_id, access)
);
-- Read by a checkpoint: all of an organisation, in the order of the tree's leaves.
create unique index chain_head_by_organisation on ledger.chain_head (org_id, credential_id, access)
    include (number, occurred_time);
create table ledger.chain_head_position (
    access         boolean primary key,
    transaction_id xid8    not null,
    global_index   bigint  not null
);
insert into ledger.chain_head_position values (false, '0', 0), (true, '0', 0);

-- When something last happened in an organisation: one at rest needs no new checkpoint.
create table ledger.audited_organisation (
    org_id      text        collate "C" primary key,
    newest_time timestamptz not null
);

create table ledger.audit_checkpoint (
    global_index   bigint      not null generated always as identity,
    transaction_id xid8        not null default pg_current_xact_id(),
    org_id         text        collate "C" not null,
    sequence       bigint      not null check (sequence > 0),
    type           text        collate "C" not null,
    occurred_time  timestamptz not null,
    traceparent    text        collate "C",
    -- As it was signed.
    payload        bytea       not null,
    primary key (org_id, sequence)
);
-- Read by the relay.
create unique index audit_checkpoint_in_commit_order on ledger.audit_checkpoint (transaction_id, global_index);
insert into ledger.relay_position (segment, transaction_id, global_index) values (2, '0', 0);

grant select, update on ledger.closed_history to ${app_role};
grant select, insert, update on ledger.chain_head, ledger.audited_organisation to ${app_role};
grant select, update on ledger.chain_head_position to ${app_role};
grant select, insert on ledger.audit_checkpoint to ${app_role};
