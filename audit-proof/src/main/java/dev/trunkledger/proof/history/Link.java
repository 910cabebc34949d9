package dev.trunkledger.proof.history;

import dev.trunkledger.proof.checkpoint.ChainHead;
import java.time.Instant;

/** What is kept of an event: its place in the chain, its seal, and when it occurred. */
record Link(long number, String hash, Instant time) {

    ChainHead asHead() {
        return new ChainHead(number, hash);
    }
}
