package dev.trunkledger.query.operations;

import dev.trunkledger.query.projection.ParkReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;

/** The last look at the projection as gauges; NaN for what it could not see. */
final class ProjectionGauges implements MeterBinder {

    private static final double MS_PER_SECOND = 1_000.0;

    private final ProjectionWatch watch;

    ProjectionGauges(ProjectionWatch watch) {
        this.watch = watch;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("trunkledger.projection.lag.events", this, ProjectionGauges::lagEvents)
                .description("Messages in Kafka that are not projected yet")
                .register(registry);
        Gauge.builder("trunkledger.projection.lag", this, ProjectionGauges::lagSeconds)
                .description("For how long the oldest of them has been there")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("trunkledger.projection.gaps", this, ProjectionGauges::gaps)
                .description("Credentials that wait for a missing event")
                .register(registry);
        for (ParkReason reason : ParkReason.values()) {
            Gauge.builder("trunkledger.projection.parked", this, gauges -> gauges.parked(reason))
                    .description("Messages that are put aside")
                    .tag("reason", reason.wireName())
                    .register(registry);
        }
    }

    private double lagEvents() {
        Lag lag = watch.view().lag();
        return lag == null ? Double.NaN : lag.events();
    }

    private double lagSeconds() {
        Lag lag = watch.view().lag();
        return lag == null ? Double.NaN : lag.age().toMillis() / MS_PER_SECOND;
    }

    private double gaps() {
        Long heldUp = watch.view().heldUp();
        return heldUp == null ? Double.NaN : heldUp;
    }

    private double parked(ParkReason reason) {
        Map<ParkReason, Long> parked = watch.view().parked();
        return parked == null ? Double.NaN : parked.getOrDefault(reason, 0L);
    }
}
