package dev.trunkledger.query.operations;

import dev.trunkledger.query.consumer.EventsSubscription;
import dev.trunkledger.query.projection.ParkReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Down: events do not arrive. Degraded: they do, but some are put aside or the projection is late. Part of the group
 * {@code streaming} alone: queries are answered all the same.
 */
final class ProjectionHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration LATE = Duration.ofSeconds(30);

    private final ProjectionWatch watch;
    private final EventsSubscription subscription;

    ProjectionHealth(ProjectionWatch watch, EventsSubscription subscription) {
        this.watch = watch;
        this.subscription = subscription;
    }

    @Override
    public Health health() {
        ProjectionWatch.View view = watch.view();
        Lag lag = view.lag();
        Map<ParkReason, Long> parked = view.parked();
        Long heldUp = view.heldUp();
        if (!subscription.isConsuming()) {
            return Health.down().withDetail("reason", "not consuming").build();
        }
        if (lag == null || parked == null || heldUp == null) {
            return Health.down()
                    .withDetail("reason", "Kafka or the database does not answer")
                    .build();
        }
        Map<String, Long> aside = new LinkedHashMap<>();
        parked.forEach((reason, messages) -> {
            if (messages > 0) {
                aside.put(reason.wireName(), messages);
            }
        });
        boolean wellAndUpToDate = aside.isEmpty() && lag.age().compareTo(LATE) < 0;
        return Health.status(wellAndUpToDate ? Status.UP : DEGRADED)
                .withDetail("lagEvents", lag.events())
                .withDetail("lagSeconds", lag.age().toSeconds())
                .withDetail("gaps", heldUp)
                .withDetail("parked", aside)
                .build();
    }
}
