package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.store.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the projection has done, counted. */
public final class ProjectionMeters {

    private final Clock clock;
    private final Counter applied;
    private final Counter repeats;
    private final Counter parked;
    private final Timer batches;
    private final Map<Partition, Duration> delays = new ConcurrentHashMap<>();

    ProjectionMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.applied = counter(registry, "applied", "Events that were applied");
        this.repeats = counter(registry, "repeated", "Messages that brought nothing new");
        this.parked = counter(registry, "parked", "Messages that were put aside");
        this.batches = Timer.builder("trunkledger.projection.batch")
                .description("Storing what one poll brought")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** How old the newest message of that partition was when it was stored; zero when there was none yet. */
    public Duration delay(Partition partition) {
        return delays.getOrDefault(partition, Duration.ZERO);
    }

    Stored timed(Supplier<Stored> storing) {
        return Objects.requireNonNull(batches.record(storing));
    }

    void count(Stored stored, List<ConsumerRecord<byte[], byte[]>> records) {
        applied.increment(stored.applied());
        repeats.increment(stored.repeats());
        parked.increment(stored.parked().size());
        long now = clock.millis();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            Duration delay = Duration.ofMillis(Math.max(0, now - entry.timestamp()));
            delays.put(new Partition(entry.topic(), entry.partition()), delay);
        }
    }

    private static Counter counter(MeterRegistry registry, String what, String description) {
        return Counter.builder("trunkledger.projection.events." + what)
                .description(description)
                .register(registry);
    }
}
