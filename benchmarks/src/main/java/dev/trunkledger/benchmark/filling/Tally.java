package dev.trunkledger.benchmark.filling;

import java.util.concurrent.locks.LockSupport;

/** Watches a number grow: what was there before counts neither as work nor as time. */
public final class Tally {

    private static final long LIMIT = 1_200_000_000_000L;
    /** Asking costs the machine something too. */
    private static final long PAUSE = 50_000_000;

    private Tally() {}

    /** How far something has got. */
    @FunctionalInterface
    public interface Reading {
        long now() throws Exception;
    }

    /** Per second, from when the number last was 0 until it reaches the end. */
    public static double perSecond(long end, Reading reading) throws Exception {
        long asked = System.nanoTime();
        long start = asked;
        long deadline = asked + LIMIT;
        long reached = reading.now();
        while (reached < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Only " + reached + " of " + end + " got there");
            }
            if (reached == 0) {
                start = asked;
            }
            LockSupport.parkNanos(PAUSE);
            asked = System.nanoTime();
            reached = reading.now();
        }
        return end * 1e9 / (System.nanoTime() - start);
    }

    /** @throws IllegalStateException when the two differ: a figure of work that was not done is none */
    public static void requireEqual(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(what + ": " + found + " instead of " + expected);
        }
    }
}
