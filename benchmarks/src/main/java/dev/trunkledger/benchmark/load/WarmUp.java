package dev.trunkledger.benchmark.load;

import dev.trunkledger.benchmark.Progress;
import java.time.Duration;

/** Runs what is to be measured until it gets no faster: with several JVMs on few cores that takes minutes. */
public final class WarmUp {

    private static final int SLICES_AT_LEAST = 4;
    private static final int SLICES_AT_MOST = 40;
    /** One slow slice alone may be a neighbour's doing. */
    private static final int SLICES_AT_REST = 4;

    private static final double AT_REST = 1.03;

    private WarmUp() {}

    /** Something whose speed shows. */
    @FunctionalInterface
    public interface Load {
        double perSecond(Duration duration) throws Exception;
    }

    /** @param atLeast how long it runs in any case */
    public static void untilAtRest(String what, Duration atLeast, Load load) throws Exception {
        double best = 0;
        int slicesAtRest = 0;
        for (int slice = 1; slice <= SLICES_AT_MOST; slice++) {
            double rate = load.perSecond(atLeast.dividedBy(SLICES_AT_LEAST));
            Progress.tell("  %s: %,.0f/s".formatted(what, rate));
            slicesAtRest = rate < AT_REST * best ? slicesAtRest + 1 : 0;
            if (slice >= SLICES_AT_LEAST && slicesAtRest >= SLICES_AT_REST) {
                return;
            }
            best = Math.max(best, rate);
        }
    }
}
