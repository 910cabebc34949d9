package dev.trunkledger.pacing.limits;

import dev.trunkledger.events.consumer.CredentialStates;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service until the limits are known. After that it stays up: with Kafka away, the limits that are known go on to
 * hold, and {@code silentSeconds} tells how old they may be.
 */
final class LimitsHealth implements HealthIndicator {

    private final CallLimits limits;

    LimitsHealth(CallLimits limits) {
        this.limits = limits;
    }

    @Override
    public Health health() {
        CredentialStates<CredentialLimit> states = limits.states();
        Health.Builder health = limits.ready() && states.alive() ? Health.up() : Health.outOfService();
        states.silence().map(Duration::toSeconds).ifPresent(seconds -> health.withDetail("silentSeconds", seconds));
        states.lag().ifPresent(lag -> health.withDetail("lagMessages", lag));
        return health.withDetail("credentials", states.size()).build();
    }
}
