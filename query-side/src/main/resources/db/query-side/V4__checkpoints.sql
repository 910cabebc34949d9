-- Signed checkpoints, as they came. By hash too, so that of two different ones with one number neither hides the other.
create table audit_checkpoint (
    org_id   text collate "C" not null,
    sequence bigint not null,
    hash     text collate "C" not null,
    -- As it was published.
    signed   bytea not null,
    primary key (org_id, sequence, hash)
);

grant select, insert on audit_checkpoint to ${app_role};
