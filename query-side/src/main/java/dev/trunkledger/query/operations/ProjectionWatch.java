package dev.trunkledger.query.operations;

import dev.trunkledger.query.consumer.ProjectionMeters;
import dev.trunkledger.query.projection.ParkReason;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.store.ParkedCounts;
import dev.trunkledger.query.store.Positions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks at the projection from outside: what Kafka has, what the database has, and what is put aside. */
final class ProjectionWatch {

    /** What the last look saw; null where it could not be seen. */
    record View(
            @Nullable Lag lag,
            @Nullable Map<ParkReason, Long> parked,
            @Nullable Long heldUp) {

        static final View NONE = new View(null, null, null);
    }

    private final TopicEnds ends;
    private final Positions positions;
    private final ParkedCounts parked;
    private final ProjectionMeters meters;
    private final Clock clock;
    private final LagHistory history = new LagHistory();
    private volatile View view = View.NONE;

    ProjectionWatch(TopicEnds ends, Positions positions, ParkedCounts parked, ProjectionMeters meters, Clock clock) {
        this.ends = ends;
        this.positions = positions;
        this.parked = parked;
        this.meters = meters;
        this.clock = clock;
    }

    View view() {
        return view;
    }

    @Scheduled(fixedDelay = 2_000)
    void look() {
        view = lookAtParked(lag());
    }

    private @Nullable Lag lag() {
        try {
            Map<Partition, Long> there = ends.ask();
            Map<Partition, Long> here = positions.find(there.keySet());
            Lag lag = history.look(clock.instant(), there, here);
            return new Lag(lag.events(), longer(lag.age(), delay(there, here)));
        } catch (KafkaException | DataAccessException e) {
            return null;
        }
    }

    /** Where a backlog is older than this process, the messages tell how old: those that were just projected. */
    private Duration delay(Map<Partition, Long> ends, Map<Partition, Long> positions) {
        return ends.entrySet().stream()
                .filter(end -> positions.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> meters.delay(end.getKey()))
                .reduce(Duration.ZERO, ProjectionWatch::longer);
    }

    private View lookAtParked(@Nullable Lag lag) {
        try {
            return new View(lag, parked.byReason(), parked.credentialsHeldUp());
        } catch (DataAccessException e) {
            return new View(lag, null, null);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
