package dev.trunkledger.pacing.rest;

import static dev.trunkledger.events.testing.TestTrunk.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.pacing.rest.PacingSide.Answer;
import dev.trunkledger.pacing.rest.PacingSide.Caller;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Fails closed before the limits are known, and goes on with those it knows when Kafka is away. */
class LimitsOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void grantsNothingBeforeTheLimitsAreKnownAndEverythingKnownAfter() {
        try (PacingSide side = PacingSide.startWithoutTopics()) {
            TestTrunk trunk = new TestTrunk("org").created(limited(null, null));
            Caller caller = side.caller("org");

            Answer refused = caller.permits(trunk.id(), null);
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(side.management("/actuator/health/readiness")).contains("OUT_OF_SERVICE");

            side.publisher().makeTopics(1);
            side.publish(trunk);
            await().atMost(PATIENCE)
                    .until(() -> caller.permits(trunk.id(), null).status() == 200);
            assertThat(side.management("/actuator/health/readiness")).contains("\"status\":\"UP\"");

            TestInfrastructure.kafka().stop();
            try {
                assertThat(caller.permits(trunk.id(), null).status()).isEqualTo(200);
                assertThat(side.management("/actuator/health/readiness")).contains("\"status\":\"UP\"");
            } finally {
                TestInfrastructure.kafka().start();
            }
            side.publish(trunk.deleted());
            await().atMost(PATIENCE)
                    .until(() -> caller.permits(trunk.id(), null).status() == 410);
            assertThat(side.management("/actuator/prometheus"))
                    .contains("trunkledger_permits_seconds_count")
                    .contains("trunkledger_permits_starts_total")
                    .doesNotContain(trunk.id().toString());
        }
    }
}
