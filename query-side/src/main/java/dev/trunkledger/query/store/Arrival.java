package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a poll brought of one partition. After a start it begins one message before the place where the partition stands,
 * which tells whether that message is still the same.
 *
 * @param askedFor the offset that was asked for when this came; null when unknown
 * @param readings in the order of their offsets, at least one
 */
public record Arrival(Partition partition, @Nullable Long askedFor, List<Reading> readings) {

    /**
     * Whether this goes on where the read models stand. It also does when that place was asked for and something else
     * came: then the log has no such place (any more), and this is as near as it gets.
     */
    boolean continues(Reached reached) {
        return first() == reached.next() || overlaps(reached) || (askedFor != null && askedFor == reached.next());
    }

    /** Whether the message before that place is another one than was projected: the log lost its end and grew again. */
    boolean contradicts(Reached reached) {
        String known = reached.lastMessage();
        return overlaps(reached)
                && known != null
                && !known.equals(Reached.digest(readings.getFirst().message()));
    }

    /** Those that were not projected yet. */
    List<Reading> behind(Reached reached) {
        return overlaps(reached) ? readings.subList(1, readings.size()) : readings;
    }

    private boolean overlaps(Reached reached) {
        return first() == reached.next() - 1;
    }

    long first() {
        return readings.getFirst().message().id().offset();
    }

    /** Where the partition goes on behind this. */
    public long next() {
        return end().next();
    }

    Reached end() {
        return Reached.after(readings.getLast().message());
    }
}
