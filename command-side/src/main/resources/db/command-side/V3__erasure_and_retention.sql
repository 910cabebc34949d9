-- Erasure destroys the rows of a credential in both tables, in the commit of its event.
grant delete on vault.data_key, vault.secret to ${app_role};

-- A credential that is restored after its erasure gets another key. A secret says which one it is encrypted under, so that
-- an instance which still remembers the destroyed one cannot store a secret that nobody could ever read.
alter table vault.data_key add column key_id uuid not null default gen_random_uuid();
alter table vault.data_key alter column key_id drop default;
alter table vault.data_key add constraint data_key_by_key_id unique (credential_id, key_id);

alter table vault.secret drop constraint secret_credential_id_fkey;
alter table vault.secret add column key_id uuid;
update vault.secret set key_id = data_key.key_id from vault.data_key where data_key.credential_id = secret.credential_id;
alter table vault.secret alter column key_id set not null;
alter table vault.secret add constraint secret_key_exists
    foreign key (credential_id, key_id) references vault.data_key (credential_id, key_id);

-- What was destroyed stays in the files until the table is vacuumed: one dead row is reason enough, and no pause is made.
alter table vault.data_key set (
    autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
alter table vault.secret set (
    autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);

-- Credentials that are deleted and not erased: what retention looks through, in place of the history.
create table ledger.deleted_credential (
    credential_id uuid        primary key,
    org_id        text        collate "C" not null,
    -- Of the event that deleted it: one that was restored and deleted again is another matter.
    version       bigint      not null,
    deleted_time  timestamptz not null
);
-- Read by retention.
create index deleted_credential_by_time on ledger.deleted_credential (deleted_time, credential_id);

insert into ledger.deleted_credential (credential_id, org_id, version, deleted_time)
select credential_id, org_id, version, occurred_time
from (select distinct on (credential_id) credential_id, org_id, version, occurred_time, type
      from ledger.event order by credential_id, version desc) newest
where type = 'CredentialDeleted.v1';

grant select, insert, delete on ledger.deleted_credential to ${app_role};
