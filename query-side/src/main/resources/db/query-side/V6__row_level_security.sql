-- A second wall between organisations, behind the condition that each query has anyway: queries are made in a role of
-- their own, which sees rows of the organisation that the connection named, none before it named one, and writes nothing.
do $$
begin
    if not exists (select from pg_roles where rolname = '${app_role}_reading') then
        raise exception 'The role ${app_role}_reading is missing' using hint =
            'Somebody who may make roles has to say: create role ${app_role}_reading; '
            'grant ${app_role}_reading to ${app_role} with inherit false, set true;';
    end if;
end
$$;

grant usage on schema read_model to ${app_role}_reading;
grant select on credential, credential_search, org_total, audit_entry, access_head, audit_checkpoint
    to ${app_role}_reading;

-- Nothing but an equation of the column: together with the query's own one PostgreSQL makes a single condition of both
-- and a look at the setting once for a statement. Anything more would be computed for each row, and its planner would
-- take the rows for fewer than they are and leave the order of the index.
--
-- credential_search is left out. `like` could tell what it compares, so PostgreSQL would apply it behind the policy only,
-- to each row of the organisation instead of to what the trigram index finds; what is found there is read from credential.
do $$
declare
    name text;
begin
    foreach name in array array['credential', 'org_total', 'audit_entry', 'access_head', 'audit_checkpoint'] loop
        execute format('alter table %I enable row level security', name);
        execute format(
            'create policy of_the_named_organisation on %I for select to ${app_role}_reading'
            ' using (org_id = current_setting(''trunkledger.organisation'', true))', name);
        execute format('create policy of_all_for_the_projection on %I to ${app_role} using (true)', name);
    end loop;
end
$$;

-- With the organisation in front, as every condition now has it.
drop index audit_entry_in_force;
create index audit_entry_in_force on audit_entry (org_id, credential_id, occurred_time, version)
    where action <> 'revealed';

-- The same order, said so that PostgreSQL knows it tells nobody what it compares (of `coalesce` it does not).
drop index credential_by_description;
create index credential_by_description on credential
    (org_id, deleted, (case when description is null then '' else description end), id);
