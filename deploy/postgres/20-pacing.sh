#!/bin/bash
# Roles and schema of call pacing. Runs by itself on an empty data directory; by hand on a database that is older than call
# pacing, see CHANGELOG. What is there already stays as it is.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --quiet --output=/dev/null --single-transaction \
    --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv owner_password TRUNKLEDGER_PACING_DB_OWNER_PASSWORD
\getenv password TRUNKLEDGER_PACING_DB_PASSWORD

create function pg_temp.provide_role(name text, password text) returns void language plpgsql as $$
begin
    if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I login password %L', name, password);
    end if;
end
$$;

select pg_temp.provide_role('trunkledger_pacing_owner', :'owner_password');
select pg_temp.provide_role('trunkledger_pacing', :'password');
grant connect on database :"database" to trunkledger_pacing_owner, trunkledger_pacing;

create schema if not exists pacing authorization trunkledger_pacing_owner;
grant usage on schema pacing to trunkledger_pacing;
SQL
