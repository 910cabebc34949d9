package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.clock.PacingTime;
import dev.trunkledger.pacing.clock.TimeUnknownException;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.Spacing;
import dev.trunkledger.pacing.gate.StartRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The gates that all instances share. What is granted is stored before it is answered. */
public final class Gates {

    /** How long a request may queue. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /**
     * An answer that comes later than this after its start would push calls together, so the start is given up and
     * another one asked for. With what instances may differ about the time (twice 5 ms), and what rounding to whole
     * milliseconds adds, it stays within the margin of a spacing.
     */
    private static final long LATEST = 12_000_000;

    /** No store that is slower than this is waited for. */
    private static final long LONGEST_LEAD = 200_000_000;

    private static final int ATTEMPTS = 3;

    private final GateTable table;
    private final PacingTime time;
    private final Spacing spacing;
    private final List<Lane> lanes;
    /** How far ahead starts are asked for, where commits take longer than a start may be late; 0 on good disks. */
    private volatile long lead;
    /** Late answers in a row; that threads race to count them does no harm. */
    private volatile int late;
    /** Looks take no connection that decisions and heartbeats need. */
    private final Semaphore looks = new Semaphore(2, true);

    Gates(GateTable table, PacingTime time, Spacing spacing, int lanes) {
        this.table = table;
        this.time = time;
        this.spacing = spacing;
        this.lanes = Stream.generate(() -> new Lane(this::store)).limit(lanes).toList();
    }

    /** Whether anything can be granted, as far as is known without asking the store. */
    public boolean ready() {
        return time.known();
    }

    /** The least wait that the request ever fits into, in nanoseconds, however few others there are. */
    public long minWaitNanos(StartRequest request) {
        return spacing.leastWait(request);
    }

    /** @throws GatesUnavailableException when the store is away, or the time not known: nothing may start then */
    public Reservation reserve(StartRequest request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Placement placement =
                    lane(request).decide(new PendingStart(request), System.nanoTime() + PATIENCE.toNanos());
            long delay = placement.startNanos() - now();
            long last = delay + spacing.leastWait(request) - request.maxWait().toNanos();
            if (!placement.reserved()) {
                return new Reservation.Refused(Math.max(0, last));
            }
            if (delay >= -LATEST) {
                late = 0;
                lead -= lead / 64;
                return granted(request, Math.max(0, delay), last);
            }
            // Once may be a pause of this process; twice in a row, it is the store.
            if (late++ > 0) {
                lead = Math.min(lead - delay, LONGEST_LEAD);
            }
        }
        throw new GatesUnavailableException("The store of starts is too slow", null);
    }

    /** @param tooEarly by how much a lead has the last start wait longer than it may: that much is waited here */
    private Reservation granted(StartRequest request, long delay, long tooEarly) {
        long wait = Math.clamp(tooEarly, 0, Math.min(lead, delay));
        long until = System.nanoTime() + wait;
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, until - System.nanoTime());
        }
        return new Reservation.Granted(delay - wait, spacing.of(request));
    }

    /** Requests of one pool meet in one lane, where they do not wait for each other's locks. */
    private Lane lane(StartRequest request) {
        return lanes.get(Math.floorMod(request.gates().getLast().key().hashCode(), lanes.size()));
    }

    private void store(List<PendingStart> batch) {
        List<StartRequest> requests = batch.stream().map(PendingStart::request).toList();
        GateTable.Decided decided = decide(requests, true);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(decided.placements().get(i));
        }
    }

    private GateTable.Decided decide(List<StartRequest> requests, boolean again) {
        long asked = now();
        GateTable.Decided decided;
        try {
            decided = table.reserve(asked + lead, requests);
        } catch (SQLException e) {
            if (again && GateTable.lostRace(e)) {
                return decide(requests, false);
            }
            throw new GatesUnavailableException("The store of starts is away", e);
        }
        if (!time.confirms(asked, decided.told())) {
            throw new GatesUnavailableException("Pacing time is in doubt", null);
        }
        return decided;
    }

    /**
     * Present use of each gate; one that nothing ever passed is not among them.
     *
     * @throws GatesUnavailableException when the store is away
     */
    public Map<GateKey, GateUse> use(Collection<GateKey> keys) {
        try {
            if (!looks.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GatesUnavailableException("The store of starts is too slow", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatesUnavailableException("Asking the store of starts was broken off", e);
        }
        try {
            return table.use(now(), keys);
        } catch (SQLException e) {
            throw new GatesUnavailableException("The store of starts is away", e);
        } finally {
            looks.release();
        }
    }

    private long now() {
        try {
            return time.now();
        } catch (TimeUnknownException e) {
            throw new GatesUnavailableException("Pacing time is not known yet", e);
        }
    }
}
