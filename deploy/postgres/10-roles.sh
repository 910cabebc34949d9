#!/bin/bash
# Each side gets a role that owns its schemas (migrations) and one that uses them (the application); what the tables grant,
# the migrations say. Call pacing's are in a file of their own. Runs by itself on an empty data directory. By hand, with
# POSTGRES_DB set, it makes what another database lacks (docs/operations.md); roles that are there keep their passwords.
set -euo pipefail

# psql reads the passwords from its environment, so that they stand in no process list.
psql --set ON_ERROR_STOP=1 --quiet --output=/dev/null --single-transaction \
    --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv command_owner_password TRUNKLEDGER_COMMAND_DB_OWNER_PASSWORD
\getenv command_password TRUNKLEDGER_COMMAND_DB_PASSWORD
\getenv query_owner_password TRUNKLEDGER_QUERY_DB_OWNER_PASSWORD
\getenv query_password TRUNKLEDGER_QUERY_DB_PASSWORD

create function pg_temp.provide_role(name text, password text) returns void language plpgsql as $$
begin
    if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I login password %L', name, password);
    end if;
end
$$;

select pg_temp.provide_role('trunkledger_command_owner', :'command_owner_password');
select pg_temp.provide_role('trunkledger_command', :'command_password');
select pg_temp.provide_role('trunkledger_query_owner', :'query_owner_password');
select pg_temp.provide_role('trunkledger_query', :'query_password');
-- What the query side takes on for queries: it sees one organisation, and gets in by the other role alone.
do $$
begin
    if not exists (select from pg_roles where rolname = 'trunkledger_query_reading') then
        create role trunkledger_query_reading;
        grant trunkledger_query_reading to trunkledger_query with inherit false, set true;
    end if;
end
$$;

revoke all on database :"database" from public;
grant connect on database :"database"
    to trunkledger_command_owner, trunkledger_command, trunkledger_query_owner, trunkledger_query;

create schema if not exists ledger authorization trunkledger_command_owner;
create schema if not exists vault authorization trunkledger_command_owner;
create schema if not exists read_model authorization trunkledger_query_owner;
grant usage on schema ledger, vault to trunkledger_command;
grant usage on schema read_model to trunkledger_query;

-- Their owner needs no right to create in the database then.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
SQL
