package dev.trunkledger.query.verification;

import org.jspecify.annotations.Nullable;

/**
 * What became of checking a credential's history.
 *
 * @param versions how many versions, from the first on, are as they were recorded
 * @param headHash hash of the newest event, as it was recomputed; null when the history is not as it was recorded
 * @param firstBadVersion the first version that is missing, or is not as it was recorded; null when all are
 */
public record Verification(
        long versions, @Nullable String headHash, @Nullable Long firstBadVersion) {

    static Verification good(long versions, String headHash) {
        return new Verification(versions, headHash, null);
    }

    static Verification badFrom(long version) {
        return new Verification(version - 1, null, version);
    }

    public boolean verified() {
        return firstBadVersion == null;
    }
}
