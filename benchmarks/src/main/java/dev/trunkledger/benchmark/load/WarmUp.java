package dev.trunkledger.benchmark.load;

import dev.trunkledger.benchmark.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs what is to be measured until it gets no faster: with several JVMs on few cores that takes minutes. */
public final class WarmUp {

    private static final int SLICES_AT_MOST = 40;
    /** As many are compared with as many before them: one alone may be fast or slow by a neighbour's doing. */
    private static final int SLICES_COMPARED = 4;

    private static final int SLICES_AT_LEAST = 2 * SLICES_COMPARED;

    private static final double AT_REST = 1.03;

    private WarmUp() {}

    /** Something whose speed shows. */
    @FunctionalInterface
    public interface Load {
        double perSecond(Duration duration) throws Exception;
    }

    /** @param atLeast how long it runs in any case */
    public static void untilAtRest(String what, Duration atLeast, Load load) throws Exception {
        List<Double> rates = new ArrayList<>();
        while (rates.size() < SLICES_AT_MOST && !isAtRest(rates)) {
            double rate = load.perSecond(atLeast.dividedBy(SLICES_AT_LEAST));
            Progress.tell("  %s: %,.0f/s".formatted(what, rate));
            rates.add(rate);
        }
    }

    static boolean isAtRest(List<Double> rates) {
        int slices = rates.size();
        return slices >= SLICES_AT_LEAST
                && mean(rates.subList(slices - SLICES_COMPARED, slices))
                        < AT_REST * mean(rates.subList(slices - SLICES_AT_LEAST, slices - SLICES_COMPARED));
    }

    private static double mean(List<Double> rates) {
        return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
