package dev.trunkledger.benchmark;

import java.util.Arrays;
import java.util.Collection;

/** Durations in nanoseconds, of one thread or of all. */
final class Samples {

    private long[] nanos = new long[1024];
    private int size;
    private boolean sorted;

    void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
        sorted = false;
    }

    static Samples of(Collection<Samples> parts) {
        Samples all = new Samples();
        for (Samples part : parts) {
            for (int i = 0; i < part.size; i++) {
                all.add(part.nanos[i]);
            }
        }
        return all;
    }

    int size() {
        return size;
    }

    /** What this share of all stays below or at; 1 for the longest. */
    double millis(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        return nanos[(int) Math.max(0, Math.ceil(share * size) - 1)] / 1e6;
    }
}
