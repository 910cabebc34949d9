package dev.trunkledger.query.verification;

import org.jspecify.annotations.Nullable;

/**
 * What became of checking a credential's history.
 *
 * @param versions how many versions, from the first on, are as they were recorded
 * @param headHash hash of the newest event, as it was recomputed; null when the history is not as it was recorded
 * @param firstBadVersion the first version that is missing, or is not as it was recorded; null when all are
 * @param accesses the other chain
 */
public record Verification(
        long versions, @Nullable String headHash, @Nullable Long firstBadVersion, AccessVerification accesses) {

    private static final AccessVerification NOT_LOOKED_AT = new AccessVerification(0, null, null);

    static Verification good(long versions, String headHash) {
        return new Verification(versions, headHash, null, NOT_LOOKED_AT);
    }

    static Verification badFrom(long version) {
        return new Verification(version - 1, null, version, NOT_LOOKED_AT);
    }

    Verification with(AccessVerification checked) {
        return new Verification(versions, headHash, firstBadVersion, checked);
    }

    public boolean verified() {
        return firstBadVersion == null && accesses.firstBad() == null;
    }
}
