package dev.trunkledger.events.testing;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes histories as the command side does: each event and the state that it led to, with their headers. Each method
 * returns when the broker has acknowledged all of it.
 */
public final class TopicPublisher implements AutoCloseable {

    private final String bootstrapServers;
    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<UUID, Integer> published = new HashMap<>();

    public TopicPublisher(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        // As the relay does: a broker that turns the first of several requests to a new partition away
                        // may accept the second, and then never again the first.
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The topics of events and of states, as the command side makes them. */
    public TopicPublisher makeTopics(int partitions) {
        Map<String, String> complete = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
        Map<String, String> compacted = Map.of("cleanup.policy", "compact", "delete.retention.ms", "3155760000000");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await(admin.createTopics(List.of(
                            new NewTopic(topics.events(), partitions, (short) 1).configs(complete),
                            new NewTopic(topics.state(), partitions, (short) 1).configs(compacted)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture());
        }
        return this;
    }

    /** What of the histories was not published yet. */
    public void publish(TestTrunk... trunks) {
        for (TestTrunk trunk : trunks) {
            send(added(trunk));
        }
    }

    /** The same, and then all of that once more: at least once is the promise. */
    public void publishTwice(TestTrunk... trunks) {
        for (TestTrunk trunk : trunks) {
            List<SealedEvent> added = added(trunk);
            send(added);
            send(added);
        }
    }

    /** Once more from that version on, as a relay does that lost its connection before the acknowledgement came. */
    public void repeat(TestTrunk trunk, int fromVersion) {
        send(trunk.history().subList(fromVersion - 1, published.getOrDefault(trunk.id(), 0)));
    }

    /** What was not published yet, newest first: the contract rules it out, and a consumer should come to no harm. */
    public void publishOutOfOrder(TestTrunk... trunks) {
        for (TestTrunk trunk : trunks) {
            List<SealedEvent> added = new ArrayList<>(added(trunk));
            Collections.reverse(added);
            send(added);
        }
    }

    /** Anything at all. */
    public void publish(String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
        await(send(topic, key, headers, value));
    }

    @Override
    public void close() {
        producer.close();
    }

    private List<SealedEvent> added(TestTrunk trunk) {
        List<SealedEvent> history = trunk.history();
        Integer before = published.put(trunk.id(), history.size());
        return history.subList(before == null ? 0 : before, history.size());
    }

    private void send(List<SealedEvent> events) {
        List<Future<?>> sent = new ArrayList<>();
        for (SealedEvent event : events) {
            String key = event.event().credentialId().toString();
            sent.add(send(topics.events(), key, headers(event, event.type()), event.json()));
            sent.add(send(topics.state(), key, headers(event, EventTypes.STATE), state(event)));
        }
        sent.forEach(TopicPublisher::await);
    }

    private Future<?> send(String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
        var message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return producer.send(message);
    }

    private static Map<String, String> headers(SealedEvent event, String type) {
        return CloudEventHeaders.of(event.event().envelope(), type, null);
    }

    private static byte @Nullable [] state(SealedEvent event) {
        return event.event() instanceof CredentialDeleted || event.event() instanceof SecretsErased
                ? null
                : PublicCredentialJson.bytes(PublicCredential.after(event.event()));
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
