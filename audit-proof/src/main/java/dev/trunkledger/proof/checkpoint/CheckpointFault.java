package dev.trunkledger.proof.checkpoint;

/** What is wrong with a checkpoint, or with the history that it was made of, in plain words. */
public record CheckpointFault(String orgId, long sequence, String reason) {

    @Override
    public String toString() {
        return "organisation " + orgId + ", checkpoint " + sequence + ": " + reason;
    }
}
