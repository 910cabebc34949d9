package dev.trunkledger.pacing.clock;

import java.util.Random;
import java.util.function.LongSupplier;

/** A store whose clock jumps when the test says so, and a world in which time goes by while statements are under way. */
final class SimulatedStore {

    private final Random random;
    private long real;
    private long wallPlus = 1_700_000_000_000_000_000L;
    private long offset;
    private long epoch;
    private long beats;
    private long beat;

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
                long sent = steady.getAsLong();
                underWay();
                return answered(sent);
            }

            @Override
            public Sight report(long pacingNanos, long reportedEpoch) {
                long sent = steady.getAsLong();
                underWay();
                long apart = real + wallPlus + offset - pacingNanos;
                if (epoch == reportedEpoch && apart >= -4_000_000 && apart <= 10_000_000) {
                    beats++;
                    beat = Math.max(beat, pacingNanos);
                    return answered(sent);
                }
                underWay();
                return look();
            }

            private Sight answered(long sent) {
                Sight then = new Sight(sent, sent, real + wallPlus, offset, epoch, beats, beat);
                underWay();
                return new Sight(
                        sent,
                        steady.getAsLong(),
                        then.wallNanos(),
                        then.offsetNanos(),
                        then.epoch(),
                        then.beats(),
                        then.beatNanos());
            }

            @Override
            public boolean rebase(long offsetNanos, Sight seen) {
                underWay();
                if (epoch != seen.epoch() || beats != seen.beats()) {
                    return false;
                }
                offset = offsetNanos;
                epoch++;
                beats++;
                return true;
            }
        };
    }

    /** Mostly a fraction of a millisecond, now and then many. */
    private void underWay() {
        real += random.nextInt(20) == 0 ? random.nextInt(30_000_000) : random.nextInt(600_000);
    }
}
