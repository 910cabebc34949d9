#!/bin/bash
# Roles and schema of call pacing. Runs once on an empty data directory; by hand on a database that is older than call
# pacing, see CHANGELOG.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --quiet --single-transaction \
    --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv owner_password TRUNKLEDGER_PACING_DB_OWNER_PASSWORD
\getenv password TRUNKLEDGER_PACING_DB_PASSWORD

create role trunkledger_pacing_owner login password :'owner_password';
create role trunkledger_pacing login password :'password';
grant connect on database :"database" to trunkledger_pacing_owner, trunkledger_pacing;

create schema pacing authorization trunkledger_pacing_owner;
grant usage on schema pacing to trunkledger_pacing;
SQL
