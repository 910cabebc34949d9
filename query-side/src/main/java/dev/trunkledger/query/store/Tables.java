package dev.trunkledger.query.store;

import org.springframework.jdbc.core.JdbcTemplate;

/** All that the projection writes. */
record Tables(
        CredentialRows credentials,
        AccessHeads accesses,
        EntryRows entries,
        CheckpointRows checkpoints,
        ParkedRows parked,
        Positions positions) {

    Tables(JdbcTemplate database) {
        this(
                new CredentialRows(database),
                new AccessHeads(database),
                new EntryRows(database),
                new CheckpointRows(database),
                new ParkedRows(database),
                new Positions(database));
    }
}
