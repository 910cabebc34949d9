-- Where the relay stood now and then, and what Kafka had acknowledged by then. A Kafka that lost what it had acknowledged
-- (restored from an older copy, a topic made anew) is sent everything again from the newest of them that it still has.
create table ledger.relay_milestone (
    segment        smallint    not null,
    transaction_id xid8        not null,
    global_index   bigint      not null,
    acknowledged   jsonb       not null,
    reached_time   timestamptz not null default now(),
    primary key (segment, transaction_id, global_index)
);
grant select, insert, delete on ledger.relay_milestone to ${app_role};
