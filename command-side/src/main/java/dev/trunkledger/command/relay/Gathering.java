package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How far apart a relay's batches begin. A batch costs the database, Kafka and every consumer about the same whether it
 * holds one event or fifty, and those who write compete with all of that. So batches come the less often the more they
 * hold and the longer they take, which tells how busy the machines are. What comes after a rest waits for nothing.
 */
final class Gathering {

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(20);
    private static final Duration PER_EVENT = Duration.ofMillis(1);
    /** A relay is at work for a quarter of the time at most, while that suffices. */
    private static final int TIMES_WHAT_A_BATCH_TAKES = 4;

    private Gathering() {}

    /**
     * From the beginning of a batch to that of the next.
     *
     * @param events how many it held
     * @param took until Kafka and the database had it
     */
    static Duration after(int events, Duration took) {
        Duration wanted = Collections.max(
                List.of(SHORTEST, PER_EVENT.multipliedBy(events), took.multipliedBy(TIMES_WHAT_A_BATCH_TAKES)));
        return Collections.min(List.of(wanted, LONGEST));
    }
}
