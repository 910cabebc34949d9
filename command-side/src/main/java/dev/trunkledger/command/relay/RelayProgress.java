package dev.trunkledger.command.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How the relay of a stream is doing, for metrics and health. */
final class RelayProgress {

    private final Counter published;
    private final Counter failures;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    RelayProgress(RelayStream stream, MeterRegistry registry) {
        published = Counter.builder("trunkledger.relay.published")
                .description("Events that Kafka acknowledged")
                .baseUnit("events")
                .tag("stream", stream.label())
                .register(registry);
        failures = Counter.builder("trunkledger.relay.failures")
                .description("Batches that were given up and tried again")
                .baseUnit("batches")
                .tag("stream", stream.label())
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void works() {
        failure.set(null);
    }

    /** @return whether it worked until now */
    boolean failed(String reason) {
        failures.increment();
        return failure.getAndSet(reason) == null;
    }

    /** Why the last batch failed; null when it did not. */
    @Nullable
    String failure() {
        return failure.get();
    }
}
