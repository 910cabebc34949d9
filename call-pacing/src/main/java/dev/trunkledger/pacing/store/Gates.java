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
import java.util.stream.Stream;

/** The gates that all instances share. What is granted is stored before it is answered. */
public final class Gates {

    /** How long a request may queue. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /**
     * An answer that comes later than this after its start would push calls together, so the start is given up and
     * another one asked for. With what instances may differ about the time, it stays within the margin of a spacing.
     */
    private static final long LATEST = 12_000_000;

    private static final int ATTEMPTS = 3;

    private final GateTable table;
    private final PacingTime time;
    private final Spacing spacing;
    private final List<Lane> lanes;

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
            if (!placement.reserved()) {
                long wait =
                        delay + spacing.leastWait(request) - request.maxWait().toNanos();
                return new Reservation.Refused(Math.max(0, wait));
            }
            if (delay >= -LATEST) {
                return new Reservation.Granted(Math.max(0, delay), spacing.of(request));
            }
        }
        throw new GatesUnavailableException("The store of starts is too slow", null);
    }

    /** Requests of one pool meet in one lane, where they do not wait for each other's locks. */
    private Lane lane(StartRequest request) {
        return lanes.get(Math.floorMod(request.gates().getLast().key().hashCode(), lanes.size()));
    }

    private void store(List<PendingStart> batch) {
        try {
            table.reserve(now(), batch);
        } catch (SQLException e) {
            throw new GatesUnavailableException("The store of starts is away", e);
        }
    }

    /**
     * Present use of each gate; one that nothing ever passed is not among them.
     *
     * @throws GatesUnavailableException when the store is away
     */
    public Map<GateKey, GateUse> use(Collection<GateKey> keys) {
        try {
            return table.use(now(), keys);
        } catch (SQLException e) {
            throw new GatesUnavailableException("The store of starts is away", e);
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
