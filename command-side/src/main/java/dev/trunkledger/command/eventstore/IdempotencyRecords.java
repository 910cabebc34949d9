package dev.trunkledger.command.eventstore;

import java.util.UUID;

/** Keeps the claim of a command that changed nothing; those of all others are kept with their event. */
public final class IdempotencyRecords {

    private final GroupAppend append;

    IdempotencyRecords(GroupAppend append) {
        this.append = append;
    }

    /**
     * Returns when the claim is durable.
     *
     * @param version the one that stands
     * @throws IdempotencyKeyTakenException when another request took the key
     * @throws StoreUnavailableException when the database did not answer in time
     */
    public void keep(UUID credentialId, long version, IdempotencyClaim claim) {
        append.append(LedgerEntry.claimAlone(credentialId, version, claim));
    }
}
