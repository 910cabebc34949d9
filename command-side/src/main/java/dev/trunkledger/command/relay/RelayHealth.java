package dev.trunkledger.command.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/** Whether events reach Kafka; part of the group {@code streaming}, never of readiness: writes go on without Kafka. */
final class RelayHealth implements HealthIndicator {

    private final RelayProgress progress;
    private final RelayLag lag;

    RelayHealth(RelayProgress progress, RelayLag lag) {
        this.progress = progress;
        this.lag = lag;
    }

    @Override
    public Health health() {
        String failure = progress.failure();
        Health.Builder health = failure == null ? Health.up() : Health.down().withDetail("reason", failure);
        try {
            RelayLag.Lag behind = lag.measure();
            return health.withDetail("lagEvents", behind.events())
                    .withDetail("lagSeconds", behind.seconds())
                    .build();
        } catch (DataAccessException e) {
            return health.down()
                    .withDetail("lag", "unknown: the database is away")
                    .build();
        }
    }
}
