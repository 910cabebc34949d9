-- Accesses to secrets stand beside the versions, each behind the version that was in force and before the next:
-- access_sequence is their own number, and 0 for a version.
alter table audit_entry add column access_sequence bigint not null default 0;
alter table audit_entry add column secret_version integer;
alter table audit_entry add column request_id text collate "C";
update audit_entry set request_id = convert_from(event, 'UTF8')::json -> 'actor' ->> 'requestId';
alter table audit_entry alter column request_id set not null;
alter table audit_entry drop constraint audit_entry_pkey;
alter table audit_entry add constraint audit_entry_pkey primary key (credential_id, version, access_sequence);
-- What the next access must follow, and where a repeat is found.
create index audit_entry_access on audit_entry (credential_id, access_sequence) where access_sequence > 0;

-- All orders end in what tells entries of one time apart.
drop index audit_entry_by_time, audit_entry_by_actor, audit_entry_by_action, audit_entry_server, audit_entry_transport,
    audit_entry_domain, audit_entry_auth_user, audit_entry_auth_password, audit_entry_description,
    audit_entry_cps_limit, audit_entry_cps_key;
create index audit_entry_by_time on audit_entry (org_id, occurred_time, credential_id, version, access_sequence);
create index audit_entry_by_actor
    on audit_entry (org_id, actor, occurred_time, credential_id, version, access_sequence);
create index audit_entry_by_request
    on audit_entry (org_id, request_id, occurred_time, credential_id, version, access_sequence);
create index audit_entry_by_credential
    on audit_entry (org_id, credential_id, occurred_time, version, access_sequence);
-- Nearly every change is a replacement: those are found by time alone.
create index audit_entry_by_action on audit_entry
    (org_id, action, occurred_time, credential_id, version, access_sequence) where action <> 'replaced';
create index audit_entry_by_actor_and_action on audit_entry
    (org_id, actor, action, occurred_time, credential_id, version, access_sequence) where action <> 'replaced';
create index audit_entry_by_credential_and_action on audit_entry
    (org_id, credential_id, action, occurred_time, version, access_sequence) where action <> 'replaced';
-- "Who changed the server?" One per field, as an array has no order of time within it. A query has to say the same
-- words with the field as a literal.
create index audit_entry_server on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'server' = any (changed_fields);
create index audit_entry_transport on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'transport' = any (changed_fields);
create index audit_entry_domain on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'domain' = any (changed_fields);
create index audit_entry_auth_user on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'authUser' = any (changed_fields);
create index audit_entry_auth_password on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'authPassword' = any (changed_fields);
create index audit_entry_description on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'description' = any (changed_fields);
create index audit_entry_cps_limit on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'cpsLimit' = any (changed_fields);
create index audit_entry_cps_key on audit_entry (org_id, occurred_time, credential_id, version, access_sequence)
    where 'cpsKey' = any (changed_fields);
-- The sealed events of a whole organisation, chain by chain.
create index audit_entry_by_chain on audit_entry (org_id, credential_id, version, access_sequence);

-- The newest access to each credential's secret, as credential is the newest version.
create table access_head (
    credential_id uuid primary key,
    org_id        text collate "C" not null,
    sequence      bigint not null,
    head_hash     text collate "C" not null
);

-- A parked message's version is its place in a chain; which one, access says.
alter table parked_message add column access boolean not null default false;

grant select, insert, update on access_head to ${app_role};
