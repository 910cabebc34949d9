package dev.trunkledger.query.verification;

import org.jspecify.annotations.Nullable;

/**
 * What became of checking the accesses to a credential's secret, which are a chain of their own.
 *
 * @param accesses how many, from the first on, are as they were recorded
 * @param headHash hash of the newest; null when there is none, or they are not as they were recorded
 * @param firstBad the first that is missing, or is not as it was recorded; null when all are
 */
public record AccessVerification(
        long accesses, @Nullable String headHash, @Nullable Long firstBad) {

    static AccessVerification badFrom(long sequence) {
        return new AccessVerification(sequence - 1, null, sequence);
    }
}
