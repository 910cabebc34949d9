package dev.trunkledger.command.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far Kafka is behind the store in one stream. Asked for by metrics and health; the answer is kept for a moment. */
final class RelayLag {

    /**
     * What is not yet published.
     *
     * @param events how many, at most {@link #COUNTED}
     * @param seconds age of the oldest
     */
    record Lag(long events, double seconds) {}

    /** A backlog beyond this is a backlog; counting on would only burden the database further. */
    static final int COUNTED = 100_000;

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final String MEASURE = """
            select count(*) as events, min(occurred_time) as oldest
              from (select e.occurred_time
                      from ledger.relay_position p, (%s) e
                     where p.segment = %d
                       and (e.transaction_id, e.global_index) > (p.transaction_id, p.global_index)
                     order by e.transaction_id, e.global_index
                     limit %d) unpublished
            """;

    private final RelayStream stream;
    private final JdbcClient jdbc;
    private final Clock clock;
    private Lag last = new Lag(0, 0);
    private Instant measured = Instant.EPOCH;

    RelayLag(RelayStream stream, JdbcClient jdbc, Clock clock) {
        this.stream = stream;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    synchronized Lag measure() {
        Instant now = clock.instant();
        if (measured.plus(KEPT).isBefore(now)) {
            last = jdbc.sql(MEASURE.formatted(stream.source(), stream.segment(), COUNTED))
                    .query((row, n) -> lag(row.getLong("events"), row.getObject("oldest", OffsetDateTime.class), now))
                    .single();
            measured = now;
        }
        return last;
    }

    private static Lag lag(long events, @Nullable OffsetDateTime oldest, Instant now) {
        double seconds = oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest.toInstant(), now).toMillis() / 1000.0);
        return new Lag(events, seconds);
    }
}
