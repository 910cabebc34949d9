package dev.trunkledger.command.eventstore;

import java.util.UUID;

/**
 * The first answer to an Idempotency-Key. The body is that of the credential at this version.
 *
 * @param requestHash keyed hash of the first request
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and compared by the one who asked.
public record StoredAnswer(byte[] requestHash, int status, UUID credentialId, long version, String warningsJson) {}
