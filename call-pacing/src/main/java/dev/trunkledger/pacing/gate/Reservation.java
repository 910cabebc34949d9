package dev.trunkledger.pacing.gate;

/** What became of a {@link StartRequest}; times are nanoseconds from now on, never negative. */
public sealed interface Reservation {

    /**
     * The starts are reserved.
     *
     * @param delayNanos until the first
     * @param spacingNanos from each to the next
     */
    record Granted(long delayNanos, long spacingNanos) implements Reservation {}

    /**
     * Nothing was reserved.
     *
     * @param retryAfterNanos when the same request would be granted, if nobody else comes before
     */
    record Refused(long retryAfterNanos) implements Reservation {}
}
