package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStatesIT {

    private static final String KAFKA = TestInfrastructure.kafka().bootstrapServers();

    private final Topics topics = Topics.withPrefix(UUID.randomUUID() + "-");
    private final TopicPublisher publisher = new TopicPublisher(KAFKA, topics);
    private final Recorder recorder = new Recorder();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(publisher));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void isReadyWhenAllThatWasThereIsKnown() {
        publisher.makeTopics(3);
        List<TestTrunk> trunks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            trunks.add(created("a").replaced(TestTrunk.settings("b")));
        }
        publisher.publish(trunks.toArray(TestTrunk[]::new));
        CredentialStates<String> states = follow();

        await().until(states::ready);

        assertThat(states.size()).isEqualTo(300);
        assertThat(recorder.told).endsWith("caught up");
        assertThat(recorder.told.stream().filter("caught up"::equals)).hasSize(1);
        assertThat(trunks)
                .allSatisfy(trunk -> assertThat(states.find(trunk.id()))
                        .contains(new CredentialState.Present<>(trunk.id(), "acme", 2, "b")));
        assertThat(states.alive()).isTrue();
        assertThat(states.silence())
                .hasValueSatisfying(silence -> assertThat(silence).isPositive());
        assertThat(states.lag()).hasValue(0);
    }

    @Test
    void followsEachChange() {
        publisher.makeTopics(2);
        CredentialStates<String> states = follow();
        await().until(states::ready);
        TestTrunk trunk = created("a");

        publisher.publish(trunk);
        publisher.publish(trunk.replaced(TestTrunk.settings("b")).deleted().restored(1));

        await().untilAsserted(() -> assertThat(recorder.of(trunk))
                .containsExactly("acme v1 a", "acme v2 b", "acme v3 deleted", "acme v4 a"));
    }

    @Test
    void learnsOfADeletionThatWasBeforeItsTime() {
        publisher.makeTopics(2);
        TestTrunk trunk = created("a").deleted().erased();
        publisher.publish(trunk);

        CredentialStates<String> states = follow();
        await().until(states::ready);

        assertThat(states.find(trunk.id())).contains(new CredentialState.Deleted<>(trunk.id(), "acme", 3));
    }

    @Test
    void aRepeatTellsNothingAgain() {
        publisher.makeTopics(1);
        CredentialStates<String> states = follow();
        TestTrunk trunk = created("a");
        publisher.publishTwice(trunk.replaced(TestTrunk.settings("b")).deleted().restored(2));
        publisher.repeat(trunk, 3);

        TestTrunk last = created("last");
        publisher.publish(last);
        await().until(() -> states.find(last.id()).isPresent());

        assertThat(recorder.of(trunk)).containsExactly("acme v1 a", "acme v2 b", "acme v3 deleted", "acme v4 b");
    }

    @Test
    void anOlderStateThatComesLaterChangesNothing() {
        publisher.makeTopics(1);
        CredentialStates<String> states = follow();
        TestTrunk trunk = created("a").replaced(TestTrunk.settings("b")).deleted();
        publisher.publishOutOfOrder(trunk);

        TestTrunk last = created("last");
        publisher.publish(last);
        await().until(() -> states.find(last.id()).isPresent());

        assertThat(recorder.of(trunk)).containsExactly("acme v3 deleted");
    }

    @Test
    void aTombstoneWithoutHeadersRemovesTheCredential() {
        publisher.makeTopics(1);
        CredentialStates<String> states = follow();
        TestTrunk trunk = created("a");
        publisher.publish(trunk);
        publisher.publish(topics.state(), trunk.id().toString(), Map.of(), null);

        await().untilAsserted(() -> assertThat(recorder.of(trunk)).containsExactly("acme v1 a", "acme v1 deleted"));
        assertThat(states.find(trunk.id())).isEmpty();

        publisher.repeat(trunk, 1);
        await().until(() -> states.find(trunk.id()).isPresent());
    }

    @Test
    void whatCannotBeReadIsReportedAndStopsNothing() {
        publisher.makeTopics(1);
        TestTrunk trunk = created("a");
        publisher.publish(trunk);
        byte[] nonsense = "{\"password\":".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(CloudEventHeaders.TYPE, EventTypes.STATE);
        publisher.publish(topics.state(), trunk.id().toString(), headers, nonsense);
        publisher.publish(topics.state(), "no-uuid", headers, nonsense);
        publisher.publish(topics.state(), trunk.id().toString(), Map.of(CloudEventHeaders.TYPE, "Other.v1"), nonsense);
        TestTrunk other = created("b");
        publisher.publish(other);

        CredentialStates<String> states = follow();
        await().until(states::ready);

        assertThat(recorder.told.stream().filter(line -> line.startsWith("unreadable")))
                .hasSize(3)
                .noneMatch(line -> line.contains("password"));
        assertThat(recorder.of(trunk)).containsExactly("acme v1 a");
        assertThat(recorder.of(other)).containsExactly("acme v1 b");
    }

    @Test
    void aListenerThatFailsMissesItsOwnChangeAlone() {
        publisher.makeTopics(1);
        TestTrunk trunk = created("a").replaced(TestTrunk.settings("b"));
        publisher.publish(trunk);
        List<Long> taken = new ArrayList<>();
        CredentialStates<String> states = CredentialStates.follow(
                Map.of("bootstrap.servers", KAFKA),
                topics,
                state -> state.settings().server(),
                (before, after) -> {
                    if (after.version() == 1) {
                        throw new IllegalStateException("not now");
                    }
                    taken.add(after.version());
                });
        opened.add(states);
        await().until(states::ready);

        assertThat(taken).containsExactly(2L);
        assertThat(states.find(trunk.id())).isPresent();
    }

    @Test
    void theTopicMayComeLater() {
        CredentialStates<String> states = follow();
        await().until(states::alive);
        assertThat(states.ready()).isFalse();

        publisher.makeTopics(2);
        TestTrunk trunk = created("a");
        publisher.publish(trunk);

        await().until(() -> states.ready() && states.find(trunk.id()).isPresent());
    }

    @Test
    void seesPartitionsThatAreAddedLater() throws Exception {
        publisher.makeTopics(1);
        CredentialStates<String> states = CredentialStates.follow(
                Map.of("bootstrap.servers", KAFKA, "metadata.max.age.ms", 200),
                topics,
                state -> state.settings().server(),
                recorder);
        opened.add(states);
        await().until(states::ready);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.createPartitions(Map.of(topics.state(), NewPartitions.increaseTo(8)))
                    .all()
                    .get();
        }

        try (TopicPublisher later = new TopicPublisher(KAFKA, topics)) {
            TestTrunk[] trunks = new TestTrunk[40];
            Arrays.setAll(trunks, i -> created("a"));
            later.publish(trunks);
            patiently().untilAsserted(() -> assertThat(states.size()).isEqualTo(40));
        }
    }

    @Test
    void startsWithoutKafkaAndKeepsWhatItKnowsWhileKafkaIsAway(@TempDir Path directory) {
        try (LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"))) {
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            TestTrunk trunk = created("a");
            try (TopicPublisher there = new TopicPublisher(kafka.bootstrapServers(), topics)) {
                there.makeTopics(2).publish(trunk);
                kafka.stop();
                CredentialStates<String> states = CredentialStates.follow(
                        client, topics, state -> state.settings().server(), recorder);
                opened.add(states);
                assertThat(states.ready()).isFalse();

                kafka.start();
                patiently().until(states::ready);
                kafka.stop();
                patiently().until(() -> states.silence().orElseThrow().compareTo(Duration.ofSeconds(2)) > 0);
                assertThat(states.find(trunk.id())).isPresent();
                assertThat(states.ready()).isTrue();

                kafka.start();
                there.publish(trunk.replaced(TestTrunk.settings("b")));
                patiently()
                        .untilAsserted(() -> assertThat(recorder.of(trunk)).containsExactly("acme v1 a", "acme v2 b"));
                states.close();
                assertThat(states.alive()).isFalse();
            }
        }
    }

    @Test
    void closesWhileKafkaIsAway() {
        CredentialStates<String> states =
                CredentialStates.follow(Map.of("bootstrap.servers", "127.0.0.1:1"), topics, state -> "", recorder);

        states.close();

        assertThat(states.alive()).isFalse();
        assertThat(states.silence()).isEmpty();
    }

    private CredentialStates<String> follow() {
        CredentialStates<String> states = CredentialStates.follow(
                Map.of("bootstrap.servers", KAFKA),
                topics,
                state -> state.settings().server(),
                recorder);
        opened.add(states);
        return states;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static TestTrunk created(String server) {
        return new TestTrunk("acme").created(TestTrunk.settings(server));
    }
}
