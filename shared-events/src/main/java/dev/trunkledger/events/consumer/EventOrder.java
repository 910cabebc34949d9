package dev.trunkledger.events.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Says which events of a credential are next. The topic delivers at least once and repeats suffixes: applying only what is
 * {@link Place#NEXT} applies each event exactly once, in order. Not for several threads at once.
 */
public final class EventOrder {

    /** Where an event stands to what a consumer has applied of that credential. */
    public enum Place {
        /** The version after the newest applied: apply it. */
        NEXT,
        /** Applied before: leave it alone. */
        REPEAT,
        /** Versions before it are missing: apply nothing more of this credential until they have come. */
        AFTER_GAP
    }

    private final Map<UUID, Long> applied = new HashMap<>();

    /**
     * For consumers that keep the version in their own store, best in one transaction with what the event changed there.
     *
     * @param applied newest version applied; 0 when there was none
     */
    public static Place placeOf(long applied, long version) {
        if (version <= applied) {
            return Place.REPEAT;
        }
        return version == applied + 1 ? Place.NEXT : Place.AFTER_GAP;
    }

    /** Where the event stands; nothing is noted. */
    public Place place(UUID credential, long version) {
        return placeOf(applied(credential), version);
    }

    /** Notes that the event was applied. A version that is not newer changes nothing. */
    public void applied(UUID credential, long version) {
        applied.merge(credential, version, Math::max);
    }

    /** Newest version applied; 0 when there was none. */
    public long applied(UUID credential) {
        return applied.getOrDefault(credential, 0L);
    }
}
