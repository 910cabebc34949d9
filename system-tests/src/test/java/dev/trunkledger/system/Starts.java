package dev.trunkledger.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The starts that a gate granted, as far as they are known from outside. A start is at "answer plus delay", and where
 * between request and arrival the answer was made, nobody outside can tell: the machine may have held it up on its way
 * for as long as it liked. So a start is known to lie between "request sent plus delay" and "answer arrived plus delay",
 * and what certainly lies within a second is counted, without any tolerance: whatever is found then is a fault of
 * whoever granted, not of the way.
 */
public final class Starts {

    private static final long SECOND = 1_000_000_000;

    private final int limit;
    private final Queue<Start> starts = new ConcurrentLinkedQueue<>();

    Starts(int limit) {
        this.limit = limit;
    }

    /** Nanoseconds of one steady clock. */
    private record Start(long earliest, long latest) {}

    /** How tightly this judges: half of all starts are known to this many nanoseconds or better. */
    public long medianUncertainty() {
        long[] widths = starts.stream()
                .mapToLong(start -> start.latest() - start.earliest())
                .sorted()
                .toArray();
        return widths.length == 0 ? 0 : widths[widths.length / 2];
    }

    public int limit() {
        return limit;
    }

    void add(long sent, long arrived, long delay) {
        starts.add(new Start(sent + delay, arrived + delay));
    }

    /** Starts that certainly are within from (inclusive) and to (exclusive). */
    long between(long from, long to) {
        return starts.stream()
                .filter(start -> start.earliest() - from >= 0 && start.latest() - to < 0)
                .count();
    }

    /** The most starts that certainly were within one second [t, t + 1 s), wherever it begins. */
    public int mostInASecond() {
        List<Start> byEarliest = new ArrayList<>(starts);
        byEarliest.sort((one, other) -> Long.compare(one.earliest() - other.earliest(), 0));
        int most = 0;
        // A fullest second may be moved on until it begins with the earliest moment of one of its starts.
        for (int first = 0; first < byEarliest.size(); first++) {
            long end = byEarliest.get(first).earliest() + SECOND;
            int within = 0;
            for (int i = first; i < byEarliest.size() && byEarliest.get(i).earliest() - end < 0; i++) {
                within += byEarliest.get(i).latest() - end < 0 ? 1 : 0;
            }
            most = Math.max(most, within);
        }
        return most;
    }
}
