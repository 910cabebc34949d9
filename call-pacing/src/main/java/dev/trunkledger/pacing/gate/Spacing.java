package dev.trunkledger.pacing.gate;

/**
 * How far apart starts lie at least: GCRA (ITU-T I.371, Annex A) with a burst of 1, so that starts never bunch.
 *
 * <p>A second is stretched by a margin. Between {@code limit + 1} starts lie {@code limit} spacings, at least a second
 * and the margin: so they fit into no rolling second, even if the first of them came late by less than the margin, or
 * two instances differ by less than it about what time it is.
 *
 * @param marginNanos at most a twentieth of a second, which leaves 95 % of a limit
 */
public record Spacing(long marginNanos) {

    private static final long SECOND = 1_000_000_000;

    public Spacing {
        if (marginNanos < 0 || marginNanos > SECOND / 20) {
            throw new IllegalArgumentException("The margin is from 0 to 50 ms");
        }
    }

    /** Nanoseconds between two starts through a gate. */
    public long of(int limit) {
        return Math.ceilDiv(SECOND + marginNanos, (long) limit);
    }

    /** Nanoseconds between two starts of the request: what its narrowest gate asks for. */
    public long of(StartRequest request) {
        return request.gates().stream()
                .mapToLong(gate -> of(gate.limit()))
                .max()
                .orElseThrow();
    }

    /** The least wait that a request of so many calls ever fits into, in nanoseconds. */
    public long leastWait(StartRequest request) {
        return (request.calls() - 1) * of(request);
    }
}
