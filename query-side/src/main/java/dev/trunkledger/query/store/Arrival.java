package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a poll brought of one partition.
 *
 * @param askedFor the offset that was asked for when this came; null when unknown
 * @param readings in the order of their offsets, at least one
 */
public record Arrival(Partition partition, @Nullable Long askedFor, List<Reading> readings) {

    /**
     * Whether this goes on where the read models stand. It also does when that place was asked for and something else
     * came: then the log has no such place (any more), and this is as near as it gets.
     */
    boolean continues(Map<Partition, Long> positions) {
        long position = positions.getOrDefault(partition, 0L);
        return first() == position || (askedFor != null && askedFor == position);
    }

    long first() {
        return readings.getFirst().message().id().offset();
    }

    /** Where the partition goes on behind this. */
    public long next() {
        return readings.getLast().message().id().offset() + 1;
    }
}
