-- Which entry of a credential was in force at a time: one step into this index, however many entries there are.
-- Of several at the very same time the highest version is meant. Reading a secret changes nothing, so that such entries
-- are not walked past.
create index audit_entry_in_force on audit_entry (credential_id, occurred_time, version) where action <> 'revealed';
