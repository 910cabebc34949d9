package dev.trunkledger.benchmark.load;

import java.util.Collection;
import org.HdrHistogram.Histogram;

/** Durations of one thread or of all, to three digits. */
public final class Samples {

    private final Histogram nanos = new Histogram(3);

    public void add(long duration) {
        nanos.recordValue(Math.max(0, duration));
    }

    public static Samples of(Collection<Samples> parts) {
        Samples all = new Samples();
        parts.forEach(all::addAll);
        return all;
    }

    public void addAll(Samples others) {
        nanos.add(others.nanos);
    }

    public long size() {
        return nanos.getTotalCount();
    }

    /** What this share of all stays below or at; 1 for the longest. */
    public double millis(double share) {
        return size() == 0 ? Double.NaN : nanos.getValueAtPercentile(100 * share) / 1e6;
    }
}
