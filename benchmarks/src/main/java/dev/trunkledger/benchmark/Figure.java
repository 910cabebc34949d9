package dev.trunkledger.benchmark;

import java.util.List;
import java.util.Locale;

/** One line of the result. */
record Figure(String name, String measured, String goal) {

    static Figure perSecond(String name, List<Double> rounds, String goal) {
        return of(name, rounds, "%,.0f", "/s", goal);
    }

    /** The rounds' median, and their range. */
    static Figure of(String name, List<Double> rounds, String format, String unit, String goal) {
        List<Double> sorted = rounds.stream().sorted().toList();
        String measured = "%1$s%2$s [%1$s–%1$s]".formatted(format, unit);
        return new Figure(
                name, String.format(Locale.ROOT, measured, median(sorted), sorted.getFirst(), sorted.getLast()), goal);
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

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
