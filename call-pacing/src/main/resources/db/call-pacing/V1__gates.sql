-- Times are nanoseconds of pacing time, which no jump of a clock makes jump: see docs/adr/0017-pacing-clock.md.

-- The newest start that was reserved at each gate, and for its owner's eyes how many were granted lately.
create table gate (
    key             uuid primary key,
    last_start      bigint not null,
    -- The second of pacing time in which something was granted last, what was granted in it and in the one before.
    second          bigint not null,
    granted         integer not null,
    granted_before  integer not null
) with (fillfactor = 50);
-- Idle gates are dropped now and then; an index on last_start would make every reservation dearer.

-- How pacing time follows from the server's clock: by adding offset_ns. One row.
create table clock (
    only_one   boolean primary key default true check (only_one),
    -- Counts changes of offset_ns.
    epoch      bigint not null,
    offset_ns  bigint not null,
    -- The newest pacing time that somebody reported, and how many reports there were: they tell who starts whether
    -- anybody keeps the time.
    beat_ns    bigint not null,
    beats      bigint not null
) with (fillfactor = 50);

insert into clock (epoch, offset_ns, beat_ns, beats) values (0, 0, 0, 0);

-- The server's clock, in nanoseconds. Tests put another one in its place.
create function wall_ns() returns bigint
    language sql volatile
    return (extract(epoch from clock_timestamp()) * 1000000000)::bigint;

-- Decides a batch of requests and stores what they reserve, in one round trip. keys are distinct and sorted, so that
-- everybody locks gates in one order; a request names one or two of them by their place, from 1 on. A request's starts
-- are all reserved when the last of them waits no longer than it may, else nothing is. Answers the first start of each
-- request, whether it is reserved, and what pacing time the server's clock told when the gates were locked.
create function reserve(
    now_ns bigint, keys uuid[],
    first_gate integer[], first_spacing bigint[], second_gate integer[], second_spacing bigint[],
    calls integer[], longest_wait bigint[],
    out starts bigint[], out reserved boolean[], out told bigint)
    language plpgsql as $$
declare
    last_starts bigint[];
    counts integer[] := array_fill(0, array[cardinality(keys)]);
    -- Later by what the locks took; bounded, as a clock that jumps meanwhile must not count.
    began bigint := wall_ns();
    now_then bigint;
    this_second bigint;
    one integer;
    two integer;
    spacing bigint;
    start bigint;
    final bigint;
begin
    -- New gates come before any lock on old ones: who waits for a new one must not hold what its maker waits for.
    if (select count(*) from gate where key = any (keys)) < cardinality(keys) then
        insert into gate (key, last_start, second, granted, granted_before)
        select key, -1000000000000000000, 0, 0, 0 from unnest(keys) as key order by key
        on conflict do nothing;
    end if;
    select array_agg(last_start order by key) into last_starts
      from (select key, last_start from gate where key = any (keys) order by key for update) as locked;
    if cardinality(last_starts) is distinct from cardinality(keys) then
        raise exception 'An idle gate was dropped meanwhile' using errcode = 'serialization_failure';
    end if;
    select wall_ns() + offset_ns into told from clock;
    now_then := now_ns + least(greatest(wall_ns() - began, 0), 100000000);
    for i in 1 .. cardinality(calls) loop
        one := first_gate[i];
        two := second_gate[i];
        spacing := greatest(first_spacing[i], coalesce(second_spacing[i], 0));
        start := greatest(now_then, last_starts[one] + first_spacing[i]);
        if two is not null then
            start := greatest(start, last_starts[two] + second_spacing[i]);
        end if;
        final := start + (calls[i] - 1) * spacing;
        starts[i] := start;
        reserved[i] := final - now_then <= longest_wait[i];
        if reserved[i] then
            last_starts[one] := final;
            counts[one] := counts[one] + calls[i];
            if two is not null then
                last_starts[two] := final;
                counts[two] := counts[two] + calls[i];
            end if;
        end if;
    end loop;
    this_second := now_then / 1000000000;
    update gate
       set last_start = changed.last_start,
           second = this_second,
           granted = case when gate.second = this_second then gate.granted else 0 end + changed.count,
           granted_before = case this_second - gate.second when 0 then gate.granted_before when 1 then gate.granted else 0 end
      from unnest(keys, last_starts, counts) as changed (key, last_start, count)
     where gate.key = changed.key and changed.count > 0;
end $$;

grant select, insert, update, delete on gate to ${app_role};
grant select, update on clock to ${app_role};
revoke execute on function wall_ns, reserve from public;
grant execute on function wall_ns, reserve to ${app_role};
