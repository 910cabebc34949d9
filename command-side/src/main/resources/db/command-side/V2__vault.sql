-- Secrets, apart from the events: no event has a place for one.

-- One key per credential, wrapped by the key-encryption key that lies outside of this database.
-- Whoever destroys a row here has destroyed every secret of that credential.
create table vault.data_key (
    credential_id uuid        primary key,
    org_id        text        collate "C" not null,
    kek_id        text        collate "C" not null,
    wrapped       bytea       not null,
    created_time  timestamptz not null default now()
);

create table vault.secret (
    credential_id  uuid    not null references vault.data_key,
    secret_version integer not null check (secret_version > 0),
    nonce          bytea   not null,
    ciphertext     bytea   not null,
    -- HMAC under a key derived from the data key: tells whether a secret was entered again, and nothing without the key.
    fingerprint    bytea   not null,
    primary key (credential_id, secret_version)
);

-- Keys that all instances share, wrapped like the others.
create table vault.service_key (
    name         text        collate "C" primary key,
    kek_id       text        collate "C" not null,
    wrapped      bytea       not null,
    created_time timestamptz not null default now()
);

grant usage on schema vault to ${app_role};
grant select, insert on vault.data_key to ${app_role};
grant select, insert on vault.secret to ${app_role};
grant select, insert on vault.service_key to ${app_role};
