-- The message before next_offset, so that a partition which holds another one there by now is noticed: a log that lost its
-- end and grew again has the same offsets for other messages. SHA-256 of its value in hex; null where it is not known.
alter table projection_position add column last_message text collate "C";
