package dev.trunkledger.query.consumer;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.EventsTopic;
import dev.trunkledger.query.fixtures.ProjectingSide;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        Path directory = Path.of("target", "outage-" + UUID.randomUUID());
        try (LocalPostgres postgres = LocalPostgres.start(directory);
                EventsTopic topic = EventsTopic.create()) {
            TrunkledgerDatabase database = TrunkledgerDatabase.provide(
                    postgres, "trunkledger", role -> UUID.randomUUID().toString());
            try (ProjectingSide side = ProjectingSide.of(topic, database)) {
                CredentialHistory before = aCredentialWithThreeVersions();
                topic.publish(before);
                side.awaitProjected(before);

                postgres.crash();
                CredentialHistory meanwhile = aCredentialWithThreeVersions();
                topic.publish(meanwhile);
                topic.publish(before.deleted().event(4));
                postgres.start();

                side.awaitProjected(meanwhile);
                side.awaitProjected(before);
                assertThat(side.number("select count(*) from audit_entry")).isEqualTo(7);
                assertThat(side.number("select count(*) from parked_message")).isZero();
            }
        }
    }

    @Test
    void startsWithoutKafkaAndGoesOnWhenItComes(@TempDir Path directory) {
        LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"));
        try (EventsTopic topic = EventsTopic.announced(kafka)) {
            kafka.stop();
            try (ProjectingSide side = ProjectingSide.of(topic, TestDatabase.create())) {
                assertThat(side.number("select count(*) from credential")).isZero();

                kafka.start();
                topic.make();
                CredentialHistory first = aCredentialWithThreeVersions();
                topic.publish(first);
                side.awaitProjected(first);

                kafka.stop();
                assertThat(side.version(first)).isEqualTo(3);
                kafka.start();
                topic.publish(first.deleted().event(4));
                side.awaitProjected(first);
            }
        } finally {
            kafka.close();
        }
    }

    @Test
    void theTopicMayComeLaterThanItsConsumers() {
        try (EventsTopic topic = EventsTopic.announced(TestInfrastructure.kafka());
                ProjectingSide side = ProjectingSide.of(topic, TestDatabase.create())) {
            topic.make();
            CredentialHistory history = aCredentialWithThreeVersions();
            topic.publish(history);

            side.awaitProjected(history);
        }
    }
}
