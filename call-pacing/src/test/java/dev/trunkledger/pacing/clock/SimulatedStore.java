package dev.trunkledger.pacing.clock;

import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store whose clock jumps when the test says so, and a world in which time goes by while statements are under way. */
final class SimulatedStore {

    private final Random random;
    private long real;
    private long wallPlus = 1_700_000_000_000_000_000L;
    private long offset;
    private long epoch;
    private long beats;
    private long beat;
    private @Nullable Object by;

    SimulatedStore(Random random) {
        this.random = random;
    }

    long real() {
        return real;
    }

    void pass(long nanos) {
        real += nanos;
    }

    void jump(long nanos) {
        wallPlus += nanos;
    }

    /** The store as a process sees it. @param steady that process's own clock */
    SharedTime seenWith(LongSupplier steady) {
        return new SharedTime() {

            @Override
            public Sight look() {
                return sight(0, false, steady);
            }

            @Override
            public Sight report(long pacingNanos) {
                return sight(pacingNanos, true, steady);
            }

            private Sight sight(long pacingNanos, boolean report, LongSupplier steady) {
                long sent = steady.getAsLong();
                underWay();
                boolean byOther = by != this;
                if (report) {
                    beats++;
                    beat = Math.max(beat, pacingNanos);
                    by = this;
                }
                long wall = real + wallPlus;
                long offsetThen = offset;
                long epochThen = epoch;
                underWay();
                return new Sight(sent, steady.getAsLong(), wall, offsetThen, epochThen, beats, beat, byOther);
            }

            @Override
            public boolean rebase(long offsetNanos, Sight seen) {
                underWay();
                if (epoch != seen.epoch()) {
                    return false;
                }
                offset = offsetNanos;
                epoch++;
                beats++;
                by = this;
                return true;
            }
        };
    }

    /** Mostly a fraction of a millisecond, now and then many. */
    private void underWay() {
        real += random.nextInt(20) == 0 ? random.nextInt(30_000_000) : random.nextInt(600_000);
    }
}
