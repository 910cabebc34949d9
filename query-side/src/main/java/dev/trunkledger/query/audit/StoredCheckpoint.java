package dev.trunkledger.query.audit;

/** A checkpoint in the very bytes that were published. */
@SuppressWarnings("ArrayRecordComponent") // On its way from the database to the caller; never compared.
public record StoredCheckpoint(long sequence, byte[] signed) {}
