package dev.trunkledger.command.eventstore;

/**
 * A request's claim on its Idempotency-Key, and the answer that whoever repeats the request gets.
 *
 * @param requestHash keyed hash of the request, to tell a repetition from another request under the same key
 * @param status HTTP status of the answer
 * @param warningsJson the answer's warnings, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to the database, never compared.
public record IdempotencyClaim(String orgId, String key, byte[] requestHash, int status, String warningsJson) {

    @Override
    public String toString() {
        return "IdempotencyClaim[" + orgId + "]";
    }
}
