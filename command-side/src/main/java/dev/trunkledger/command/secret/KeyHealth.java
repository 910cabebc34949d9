package dev.trunkledger.command.secret;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the key that wraps is within reach; never part of readiness: what needs no new key goes on without it. */
final class KeyHealth implements HealthIndicator {

    private final KeyEncryptionKey kek;
    private final RotationProgress progress;

    KeyHealth(KeyEncryptionKey kek, RotationProgress progress) {
        this.kek = kek;
        this.progress = progress;
    }

    @Override
    public Health health() {
        Health.Builder health = reach();
        RotationProgress.Count count = progress.count();
        if (count != null) {
            health.withDetail("wrappedByCurrent", count.current()).withDetail("wrappedByPrevious", count.previous());
        }
        String failure = progress.failure();
        return failure == null
                ? health.build()
                : health.down().withDetail("rotation", failure).build();
    }

    private Health.Builder reach() {
        try {
            return Health.up().withDetail("current", kek.id());
        } catch (KeyStoreAwayException | KeyUnavailableException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }
}
