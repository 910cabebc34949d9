#!/bin/bash
# Runs once, on an empty data directory. Each side gets a role that owns its schemas (migrations) and one that uses them
# (the application); what the tables grant, the migrations say. Call pacing's are in a file of their own.
set -euo pipefail

# psql reads the passwords from its environment, so that they stand in no process list.
psql --set ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv command_owner_password TRUNKLEDGER_COMMAND_DB_OWNER_PASSWORD
\getenv command_password TRUNKLEDGER_COMMAND_DB_PASSWORD
\getenv query_owner_password TRUNKLEDGER_QUERY_DB_OWNER_PASSWORD
\getenv query_password TRUNKLEDGER_QUERY_DB_PASSWORD

create role trunkledger_command_owner login password :'command_owner_password';
create role trunkledger_command login password :'command_password';
create role trunkledger_query_owner login password :'query_owner_password';
create role trunkledger_query login password :'query_password';
-- What the query side takes on for queries: it sees one organisation, and gets in by the other role alone.
create role trunkledger_query_reading;
grant trunkledger_query_reading to trunkledger_query with inherit false, set true;

revoke all on database :"database" from public;
grant connect on database :"database"
    to trunkledger_command_owner, trunkledger_command, trunkledger_query_owner, trunkledger_query;

create schema ledger authorization trunkledger_command_owner;
create schema vault authorization trunkledger_command_owner;
create schema read_model authorization trunkledger_query_owner;
grant usage on schema ledger, vault to trunkledger_command;
grant usage on schema read_model to trunkledger_query;

-- Their owner needs no right to create in the database then.
create extension pg_trgm;
create extension btree_gin;
SQL
