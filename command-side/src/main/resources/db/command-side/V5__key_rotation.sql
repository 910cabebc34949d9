-- A rotated key-encryption key wraps anew what the one before wrapped; the keys themselves stay as they are.
grant update (kek_id, wrapped) on vault.data_key to ${app_role};
grant update (kek_id, wrapped) on vault.service_key to ${app_role};

-- Finds and counts what is wrapped by a key, in the order in which it is worked off.
create index data_key_by_kek on vault.data_key (kek_id, credential_id);
