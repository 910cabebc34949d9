package dev.trunkledger.benchmark;

import java.util.List;
import java.util.Locale;

/** One line of the result. */
record Figure(String name, String measured, String goal) {

    /** The rounds' median, and their range. */
    static Figure perSecond(String name, List<Double> rounds, String goal) {
        List<Double> sorted = rounds.stream().sorted().toList();
        return new Figure(
                name,
                String.format(
                        Locale.ROOT, "%,.0f/s [%,.0f–%,.0f]", median(sorted), sorted.getFirst(), sorted.getLast()),
                goal);
    }

    /** The rounds' medians of p50, p99 and p99.9, and the range of p99. */
    static Figure latency(String name, List<Samples> rounds, String goal) {
        return new Figure(
                name,
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f [%.1f–%.1f] / %.1f ms",
                        median(rounds, 0.5),
                        median(rounds, 0.99),
                        rounds.stream()
                                .mapToDouble(round -> round.millis(0.99))
                                .min()
                                .orElseThrow(),
                        rounds.stream()
                                .mapToDouble(round -> round.millis(0.99))
                                .max()
                                .orElseThrow(),
                        median(rounds, 0.999)),
                goal);
    }

    private static double median(List<Samples> rounds, double share) {
        return median(rounds.stream().map(round -> round.millis(share)).sorted().toList());
    }

    static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
