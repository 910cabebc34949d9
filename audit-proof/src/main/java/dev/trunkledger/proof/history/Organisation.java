package dev.trunkledger.proof.history;

import java.time.Instant;
import java.util.NavigableSet;

/** An owner of credentials, and the times of its checkpoints. */
record Organisation(String id, NavigableSet<Instant> checkpointTimes) {

    boolean hasCheckpointBetween(Link event, Link next) {
        Instant checkpoint = checkpointTimes.ceiling(event.time());
        return checkpoint != null && checkpoint.isBefore(next.time());
    }
}
