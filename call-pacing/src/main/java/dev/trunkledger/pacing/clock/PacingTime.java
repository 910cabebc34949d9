package dev.trunkledger.pacing.clock;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pacing time: nanoseconds that go by as real ones do, the same for all instances to a few milliseconds.
 *
 * <p>Each instance goes by its own steady clock, which cannot jump. The server's clock, plus an offset that all share,
 * tells it where the others are; it follows that so slowly that no window notices. When the server's clock jumps, every
 * instance goes on as before, and the first to notice changes the offset. A steady clock may lose time, when its machine
 * is suspended, but never gains any: who finds itself behind a time that another instance keeps has lost some.
 *
 * <p>Who starts while another instance keeps the time takes that one's. Who starts alone goes on where the last one
 * stopped, as if no time had gone by: never ahead of the truth, whatever the clocks did meanwhile.
 *
 * <p>{@link #beat} is to be called every 100 ms by one thread, {@link #now} by any.
 */
public final class PacingTime {

    private static final Logger LOG = LoggerFactory.getLogger(PacingTime.class);

    private static final long MILLISECOND = 1_000_000;
    /** Others that live have reported by then, three times over. */
    static final long LOOK_AGAIN = 350 * MILLISECOND;
    /** More than clocks that are well differ. */
    private static final long TOLERANCE = 2 * MILLISECOND;
    /** Steady clocks and the server's drift apart by less, in parts of a million. */
    private static final long DRIFT_PPM = 500;
    /** Without a beat for so long, nobody knows where the others are. */
    private static final long STALE = 10_000 * MILLISECOND;

    private final SharedTime shared;
    private final LongSupplier steady;
    private volatile @Nullable Line line;
    private @Nullable Sight earlier;
    private boolean othersLive;

    /**
     * Where this instance is.
     *
     * @param plus pacing time is the steady clock plus this
     * @param agreedAt when the store last told the same
     * @param trusted false while it may be this instance that lost time
     */
    private record Line(long plus, long agreedAt, long epoch, boolean trusted) {}

    /** @param steady nanoseconds that never jump, such as {@link System#nanoTime} */
    public PacingTime(SharedTime shared, LongSupplier steady) {
        this.shared = shared;
        this.steady = steady;
    }

    public boolean known() {
        return isKnown(line, steady.getAsLong());
    }

    /** @throws TimeUnknownException while it is not {@link #known} */
    public long now() {
        Line current = line;
        long at = steady.getAsLong();
        if (current == null || !isKnown(current, at)) {
            throw new TimeUnknownException();
        }
        return at + current.plus();
    }

    private static boolean isKnown(@Nullable Line line, long at) {
        return line != null && line.trusted() && at - line.agreedAt() < STALE;
    }

    /** Looks where the others are, and tells them where this instance is. */
    public void beat() {
        Line current = line;
        if (current == null) {
            begin(shared.look());
        } else {
            keep(current, shared.report(steady.getAsLong() + current.plus()));
        }
    }

    private void begin(Sight seen) {
        Sight before = lookedBefore(seen);
        if (before == null) {
            return;
        }
        if (seen.beats() == before.beats()) {
            if (shared.rebase(seen.beatNanos() - seen.wallNanos(), seen)) {
                line = new Line(seen.beatNanos() - seen.middleNanos(), seen.receivedNanos(), seen.epoch() + 1, true);
                LOG.info("Pacing time goes on where it stopped");
            }
        } else if (seen.quick()) {
            adopt(seen);
            LOG.info("Pacing time is taken from another instance");
        }
    }

    /** A look long enough ago, since which the store's time went on as this process's did; null when there is none. */
    private @Nullable Sight lookedBefore(Sight seen) {
        Sight before = earlier;
        if (before == null || before.epoch() != seen.epoch() || !sameSpeed(before, seen)) {
            earlier = seen;
            othersLive = false;
            return null;
        }
        othersLive |= seen.byOther();
        return seen.sentNanos() - before.receivedNanos() >= LOOK_AGAIN ? before : null;
    }

    private static boolean sameSpeed(Sight before, Sight after) {
        long told = after.told() - before.told();
        long slack = TOLERANCE + drift(after.receivedNanos() - before.sentNanos());
        return told >= after.sentNanos() - before.receivedNanos() - slack
                && told <= after.receivedNanos() - before.sentNanos() + slack;
    }

    private void keep(Line current, Sight seen) {
        long slack = TOLERANCE + drift(seen.receivedNanos() - current.agreedAt());
        boolean behind = seen.told() > seen.receivedNanos() + current.plus() + slack;
        boolean ahead = seen.told() < seen.sentNanos() + current.plus() - slack;
        if (behind && seen.epoch() != current.epoch()) {
            catchUp(current, seen);
        } else if (behind || ahead) {
            rebase(current, seen, !behind && current.trusted());
        } else if (current.trusted() || lookedBefore(seen) != null) {
            earlier = null;
            line = new Line(followed(current, seen), seen.receivedNanos(), seen.epoch(), true);
        }
    }

    /** Towards what the store tells, by so little that no window notices. */
    private static long followed(Line current, Sight seen) {
        if (!seen.quick()) {
            return current.plus();
        }
        long apart = seen.told() - (seen.middleNanos() + current.plus());
        long most = Math.min(drift(seen.receivedNanos() - current.agreedAt()), MILLISECOND);
        return current.plus() + Math.clamp(apart, -most, most);
    }

    /**
     * Somebody else changed the offset, and now this instance is behind. When others go on to report, it is their time;
     * else the server's clock has jumped once more.
     */
    private void catchUp(Line current, Sight seen) {
        line = new Line(current.plus(), current.agreedAt(), current.epoch(), false);
        if (lookedBefore(seen) == null || !seen.quick()) {
            return;
        }
        if (othersLive) {
            adopt(seen);
            LOG.warn("This instance had lost time; it is taken from the others");
        } else {
            rebase(current, seen, true);
        }
    }

    private void adopt(Sight seen) {
        earlier = null;
        line = new Line(seen.told() - seen.middleNanos(), seen.receivedNanos(), seen.epoch(), true);
    }

    /** @param trusted false when it may as well be this instance that lost time: then the others will object */
    private void rebase(Line current, Sight seen, boolean trusted) {
        earlier = null;
        if (!seen.quick()) {
            line = new Line(current.plus(), current.agreedAt(), current.epoch(), trusted);
            return;
        }
        long here = seen.middleNanos() + current.plus();
        boolean changed = shared.rebase(here - seen.wallNanos(), seen);
        line = new Line(
                current.plus(),
                changed ? seen.receivedNanos() : current.agreedAt(),
                changed ? seen.epoch() + 1 : current.epoch(),
                trusted);
        if (changed) {
            LOG.warn(
                    "The database server's clock jumped by {} ms; pacing time goes on as before",
                    (seen.told() - here) / MILLISECOND);
        }
    }

    private static long drift(long nanos) {
        return nanos / 1_000_000 * DRIFT_PPM;
    }
}
