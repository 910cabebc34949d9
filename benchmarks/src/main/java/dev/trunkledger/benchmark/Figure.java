package dev.trunkledger.benchmark;

import dev.trunkledger.benchmark.load.Samples;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the result.
 *
 * @param unit as it follows the number, such as {@code /s} or {@code  ms}
 * @param rounds what each round gave; what was measured once stands alone
 */
public record Figure(
        String name,
        String unit,
        List<Double> rounds,
        @Nullable Goal goal) {

    public static Figure of(String name, String unit, List<Double> rounds) {
        return new Figure(name, unit, List.copyOf(rounds), null);
    }

    public static Figure perSecond(String name, List<Double> rounds) {
        return of(name, "/s", rounds);
    }

    /** What this share of each round's samples stays below, in milliseconds. */
    public static Figure latency(String name, List<Samples> rounds, double share) {
        return of(name, " ms", rounds.stream().map(round -> round.millis(share)).toList());
    }

    public Figure atLeast(double bound) {
        return new Figure(name, unit, rounds, new Goal(false, bound));
    }

    public Figure atMost(double bound) {
        return new Figure(name, unit, rounds, new Goal(true, bound));
    }

    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The rounds' median and their range. */
    public String measured() {
        String median = number(median()) + unit;
        return rounds.size() == 1
                ? median
                : median + " [" + number(rounds.stream().min(Double::compare).orElseThrow()) + "–"
                        + number(rounds.stream().max(Double::compare).orElseThrow()) + "]";
    }

    public String goalText() {
        return goal == null ? "" : (goal.isCeiling() ? "≤ " : "≥ ") + number(goal.bound()) + unit;
    }

    /** Whether the median reaches the goal; true without a goal. */
    public boolean isMet() {
        return goal == null || (goal.isCeiling() ? median() <= goal.bound() : median() >= goal.bound());
    }

    /** Three digits, which is more than a shared machine repeats. */
    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** @param isCeiling whether less is better */
    public record Goal(boolean isCeiling, double bound) {}
}
