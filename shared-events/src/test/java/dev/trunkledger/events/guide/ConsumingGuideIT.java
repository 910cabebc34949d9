package dev.trunkledger.events.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs what the guide shows. */
class ConsumingGuideIT {

    private final String bootstrapServers = TestInfrastructure.kafka().bootstrapServers();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
    private final Topics topics = Topics.withPrefix(UUID.randomUUID() + "-");
    private final TopicPublisher publisher = new TopicPublisher(bootstrapServers, topics).makeTopics(3);

    @AfterEach
    void close() {
        publisher.close();
    }

    // guide: a test
    @Test
    void knowsTheNewestServerWhateverIsRepeated() {
        TestTrunk trunk = new TestTrunk("acme").created(TestTrunk.settings("a.example"));
        publisher.publish(trunk);
        List<String> seen = new CopyOnWriteArrayList<>();

        try (ServerDirectory directory =
                new ServerDirectory(kafka, topics, (before, after) -> seen.add("v" + after.version()))) {
            await().until(directory::ready);
            assertThat(directory.serverOf("acme", trunk.id())).contains("a.example");

            publisher.publishTwice(
                    trunk.replaced(TestTrunk.settings("b.example")).deleted());

            await().untilAsserted(() -> assertThat(seen).containsExactly("v1", "v2", "v3"));
            assertThat(directory.serverOf("acme", trunk.id())).isEmpty();
        }
    }
    // end

    @Test
    void whatIsAnotherOrganisationsDoesNotExist() {
        TestTrunk trunk = new TestTrunk("acme").created(TestTrunk.settings("a.example"));
        publisher.publish(trunk);

        try (ServerDirectory directory = new ServerDirectory(kafka, topics, (before, after) -> {})) {
            await().until(directory::ready);

            assertThat(directory.serverOf("acme", trunk.id())).isPresent();
            assertThat(directory.serverOf("other", trunk.id())).isEmpty();
        }
    }

    @Test
    void appliesEachEventOnceAlsoBehindARestart() throws Exception {
        MemoryStore store = new MemoryStore();
        TestTrunk trunk = new TestTrunk("acme").created(TestTrunk.settings("a.example"));
        try (Running running = new Running(store)) {
            publisher.publishTwice(trunk.replaced(TestTrunk.settings("b.example")));
            await().untilAsserted(() -> assertThat(store.of(trunk)).containsExactly(1L, 2L));
        }
        publisher.repeat(trunk, 1);
        try (Running running = new Running(store)) {
            publisher.publish(trunk.deleted().restored(1));
            await().untilAsserted(() -> assertThat(store.of(trunk)).containsExactly(1L, 2L, 3L, 4L));
        }
        assertThat(store.aside).isEmpty();
    }

    @Test
    void anUnknownTypeTakesItsVersion() throws Exception {
        MemoryStore store = new MemoryStore();
        TestTrunk trunk = new TestTrunk("acme").created(TestTrunk.settings("a.example"));
        publisher.publish(trunk);
        byte[] unknown = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of(CloudEventHeaders.TYPE, "CredentialMoved.v1", CloudEventHeaders.SEQUENCE, "0000000000000000002");
        publisher.publish(topics.events(), trunk.id().toString(), headers, unknown);

        try (Running running = new Running(store)) {
            await().until(() -> store.version(trunk.id()) == 2);
        }
        assertThat(store.of(trunk)).containsExactly(1L);
        assertThat(store.aside).isEmpty();
    }

    @Test
    void setsAsideWhatIsBehindAGapOrNotAsItWasSealed() throws Exception {
        MemoryStore store = new MemoryStore();
        TestTrunk gap = new TestTrunk("acme").created(TestTrunk.settings("a")).deleted();
        publisher.publishOutOfOrder(gap);
        TestTrunk changed = new TestTrunk("acme").created(TestTrunk.settings("a.example"));
        SealedEvent event = changed.history().get(0);
        byte[] other = new String(event.json(), StandardCharsets.UTF_8)
                .replace("a.example", "b.example")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = CloudEventHeaders.of(event.event().envelope(), event.type(), null);
        publisher.publish(topics.events(), changed.id().toString(), headers, other);

        try (Running running = new Running(store)) {
            await().until(() -> store.aside.size() == 2 && store.version(gap.id()) == 1);
        }
        assertThat(store.of(gap)).containsExactly(1L);
        assertThat(store.of(changed)).isEmpty();
        assertThat(store.aside)
                .containsExactlyInAnyOrder("events before it are missing", "not readable, or not as it was sealed");
    }

    /** The change log on a thread of its own. */
    private final class Running implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "change-log-" + topics.events(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        private final Thread thread;

        Running(ChangeLog.Store store) {
            thread = new Thread(new ChangeLog(consumer, topics, store));
            thread.start();
        }

        @Override
        public void close() throws Exception {
            consumer.wakeup();
            thread.join();
            consumer.close();
        }
    }

    /** Stands for a consumer's database. */
    private static final class MemoryStore implements ChangeLog.Store {

        private final Map<UUID, Long> versions = new ConcurrentHashMap<>();
        private final List<SealedEvent> applied = new CopyOnWriteArrayList<>();
        private final List<String> aside = new CopyOnWriteArrayList<>();

        @Override
        public long version(UUID credential) {
            return versions.getOrDefault(credential, 0L);
        }

        @Override
        public void apply(SealedEvent event) {
            applied.add(event);
            versions.put(event.event().credentialId(), event.event().version());
        }

        @Override
        public void passOver(UUID credential, long version) {
            versions.put(credential, version);
        }

        @Override
        public void setAside(ConsumerRecord<byte[], byte[]> message, String why) {
            aside.add(why);
        }

        List<Long> of(TestTrunk trunk) {
            List<Long> found = new ArrayList<>();
            applied.stream()
                    .map(SealedEvent::event)
                    .filter(event -> event.credentialId().equals(trunk.id()))
                    .forEach(event -> found.add(event.version()));
            return found;
        }
    }
}
