package dev.trunkledger.command.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Whether each stream reaches Kafka; part of the group {@code streaming}, never of readiness: writes go on without
 * Kafka.
 */
final class RelayHealth implements HealthIndicator {

    private final RelayLines lines;

    RelayHealth(RelayLines lines) {
        this.lines = lines;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (RelayLine line : lines.all()) {
            Map<String, Object> details = new LinkedHashMap<>();
            if (!works(line, details)) {
                health.down();
            }
            health.withDetail(line.stream().label(), details);
        }
        return health.build();
    }

    private static boolean works(RelayLine line, Map<String, Object> details) {
        String failure = line.progress().failure();
        if (failure != null) {
            details.put("reason", failure);
        }
        try {
            RelayLag.Lag behind = line.lag().measure();
            details.put("lagEvents", behind.events());
            details.put("lagSeconds", behind.seconds());
            return failure == null;
        } catch (DataAccessException e) {
            details.put("lag", "unknown: the database is away");
            return false;
        }
    }
}
