package dev.trunkledger.pacing.clock;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pacing time: nanoseconds that go by as real ones do, the same for all instances to a few milliseconds.
 *
 * <p>Each instance goes by its own steady clock, which cannot jump. The server's clock, plus an offset that all share,
 * tells it where the others are; it follows that so slowly that no window notices. One rule keeps every window: of two
 * times that differ, the earlier one is gone on with, as starts then only move apart. So:
 *
 * <ul>
 *   <li>The store tells less than before, and nobody changed the offset: the server's clock was set back. The instance
 *       goes on as before and changes the offset.
 *   <li>The store tells more than before: the server's clock was set forward, or this instance lost time while its
 *       machine was suspended. It grants nothing until it has seen which: others who agree with the store, or none.
 *   <li>Somebody changed the offset to another time: the instance forgets its own, as at its start.
 *   <li>Who starts while others keep the time takes theirs. Who starts alone goes on where the last one stopped, as if
 *       no time had gone by. Who was taken for dead by mistake finds the offset changed, and takes the earlier time.
 * </ul>
 *
 * <p>{@link #beat} is to be called every 100 ms by one thread, the rest by any.
 */
public final class PacingTime {

    private static final Logger LOG = LoggerFactory.getLogger(PacingTime.class);

    private static final long MILLISECOND = 1_000_000;
    /** Others that live have reported by then, three times over. */
    static final long LOOK_AGAIN = 350 * MILLISECOND;
    /** More than clocks that are well differ, with what a quick look leaves open. */
    private static final long TOLERANCE = 3 * MILLISECOND;
    /** By more than this no decision may be off: see {@link #confirms}. */
    private static final long APART = 5 * MILLISECOND;
    /** Steady clocks and the server's drift apart by less, in parts of a million. */
    private static final long DRIFT_PPM = 500;
    /** Without a beat for so long, nobody knows where the others are. */
    private static final long STALE = 10_000 * MILLISECOND;

    private final SharedTime shared;
    private final LongSupplier steady;
    private volatile @Nullable Line line;
    private @Nullable Sight earlier;

    /**
     * Where this instance is.
     *
     * @param plus pacing time is the steady clock plus this
     * @param agreedAt when the store last told the same
     * @param epoch the one in which it did
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

    /**
     * Whether the store, asked at this pacing time and answering now, told the same time as this instance's: else one of
     * the two has jumped since the last beat, and what was decided meanwhile must not count.
     */
    public boolean confirms(long askedAt, long told) {
        return told >= askedAt - APART && told <= now() + APART;
    }

    private static boolean isKnown(@Nullable Line line, long at) {
        return line != null && line.trusted() && at - line.agreedAt() < STALE;
    }

    /** Looks where the others are, and tells them where this instance is. */
    public void beat() {
        Line current = line;
        if (current != null && current.trusted()) {
            keep(current, shared.report(steady.getAsLong() + current.plus(), current.epoch()));
        } else {
            begin(current, shared.look());
        }
    }

    private void keep(Line current, Sight seen) {
        long slack = TOLERANCE + drift(seen.receivedNanos() - current.agreedAt());
        boolean behind = seen.told() > seen.receivedNanos() + current.plus() + slack;
        boolean ahead = seen.told() < seen.sentNanos() + current.plus() - slack;
        boolean changed = seen.epoch() != current.epoch();
        if (changed && (behind || ahead)) {
            doubt(null);
            LOG.warn("Another instance goes by another time");
        } else if (behind) {
            doubt(new Line(current.plus(), current.agreedAt(), current.epoch(), false));
            LOG.warn("The database server's clock jumped, or this instance lost time");
        } else if (ahead) {
            goOn(seen, seen.middleNanos() + current.plus());
        } else {
            line = new Line(followed(current, seen), seen.receivedNanos(), seen.epoch(), true);
        }
    }

    private void doubt(@Nullable Line own) {
        earlier = null;
        line = own;
    }

    /** Towards what the store tells, by so little that no window notices. */
    private static long followed(Line current, Sight seen) {
        if (!seen.quick()) {
            return current.plus();
        }
        long apart = seen.told() - (seen.middleNanos() + current.plus());
        long most = drift(seen.receivedNanos() - current.agreedAt());
        return current.plus() + Math.clamp(apart, -most, most);
    }

    private void begin(@Nullable Line own, Sight seen) {
        Sight before = lookedBefore(seen);
        if (before == null || !seen.quick()) {
            return;
        }
        if (seen.beats() != before.beats()) {
            line = new Line(seen.told() - seen.middleNanos(), seen.receivedNanos(), seen.epoch(), true);
            LOG.info("Pacing time is taken from the other instances");
        } else if (own != null && own.epoch() == seen.epoch()) {
            goOn(seen, Math.max(seen.beatNanos(), seen.middleNanos() + own.plus()));
        } else {
            goOn(seen, seen.beatNanos());
        }
    }

    /** A look long enough ago, since which the store's time went on as this process's did; null when there is none. */
    private @Nullable Sight lookedBefore(Sight seen) {
        Sight before = earlier;
        if (before == null || before.epoch() != seen.epoch() || !sameSpeed(before, seen)) {
            earlier = seen;
            return null;
        }
        return seen.sentNanos() - before.receivedNanos() >= LOOK_AGAIN ? before : null;
    }

    private static boolean sameSpeed(Sight before, Sight after) {
        long told = after.told() - before.told();
        long slack = TOLERANCE + drift(after.receivedNanos() - before.sentNanos());
        return told >= after.sentNanos() - before.receivedNanos() - slack
                && told <= after.receivedNanos() - before.sentNanos() + slack;
    }

    /** Has the store tell this time, unless another instance had it tell another, or this look was too slow to tell. */
    private void goOn(Sight seen, long pacingNanos) {
        if (seen.quick() && shared.rebase(pacingNanos - seen.wallNanos(), seen)) {
            line = new Line(pacingNanos - seen.middleNanos(), seen.receivedNanos(), seen.epoch() + 1, true);
            LOG.warn(
                    "Pacing time goes on where it was, {} ms from what the server's clock told",
                    (seen.told() - pacingNanos) / MILLISECOND);
        }
    }

    /** After an absence clocks may have drifted further: then they differ, and one of the rules above applies. */
    private static long drift(long nanos) {
        return Math.min(nanos / 1_000_000 * DRIFT_PPM, MILLISECOND);
    }
}
