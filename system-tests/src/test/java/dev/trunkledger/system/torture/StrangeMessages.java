package dev.trunkledger.system.torture;

import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What is on the topics though the relay never put it there: messages that nobody can read, of types that nobody knows, as
 * large as Kafka takes them, changed ones, and true ones once more, newest first.
 */
final class StrangeMessages {

    private static final int LARGEST = 1_000_000;
    private static final int REPEATED = 50;
    private static final int PATIENCE_MS = 5_000;

    private final String bootstrapServers;
    private final String events;
    private final String states;
    private final Random random = new Random(1);
    /** Topic, key and digest of each that no consumer can use. */
    private final Set<String> unusable = ConcurrentHashMap.newKeySet();

    StrangeMessages(String bootstrapServers, String events, String states) {
        this.bootstrapServers = bootstrapServers;
        this.events = events;
        this.states = states;
    }

    /** @param topic without the prefix of this run's */
    boolean isStrange(String topic, String key, byte @Nullable [] value) {
        return isStrange(topic, key + " " + digest(value));
    }

    boolean isStrange(String topic, String keyAndDigest) {
        return unusable.contains(topic + " " + keyAndDigest);
    }

    static String digest(byte @Nullable [] value) {
        return value == null ? "nothing" : Ledger.Entry.digest(value);
    }

    /** As far as Kafka takes them, which may be away. */
    void publish() {
        byte[] large = new byte[LARGEST];
        random.nextBytes(large);
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", bootstrapServers,
                "max.block.ms", PATIENCE_MS,
                "request.timeout.ms", PATIENCE_MS,
                "delivery.timeout.ms", PATIENCE_MS,
                "linger.ms", 0);
        var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        try {
            // Fails once for all where each message would wait for its own time.
            producer.partitionsFor(events);
            producer.partitionsFor(states);
            publish(producer, large);
        } catch (KafkaException away) {
            // Then there are none this time.
        } finally {
            producer.close(Duration.ofMillis(PATIENCE_MS));
        }
    }

    private void publish(KafkaProducer<String, byte[]> producer, byte[] large) {
        for (String topic : List.of(events, states)) {
            unusable(producer, topic, EventTypes.REPLACED, "{".getBytes(StandardCharsets.UTF_8));
            unusable(producer, topic, EventTypes.CREATED, large);
            unusable(producer, topic, "CredentialMoved.v9", "{}".getBytes(StandardCharsets.UTF_8));
            unusable(producer, topic, null, new byte[] {(byte) 0xff, 0});
        }
        unusable(producer, events, EventTypes.DELETED, null);
        List<ConsumerRecord<String, byte[]>> newest = newest();
        if (!newest.isEmpty()) {
            ConsumerRecord<String, byte[]> real = newest.getLast();
            unusable(producer, events, EventTypes.REPLACED, real.value());
            unusable(producer, events, real.key(), EventTypes.REPLACED, "{\"".getBytes(StandardCharsets.UTF_8));
            newest.reversed().forEach(message -> producer.send(again(message)));
        }
    }

    /** Under a key that no credential has. */
    private void unusable(
            KafkaProducer<String, byte[]> producer, String topic, @Nullable String type, byte @Nullable [] value) {
        unusable(producer, topic, UUID.randomUUID().toString(), type, value);
    }

    private void unusable(
            KafkaProducer<String, byte[]> producer,
            String topic,
            String key,
            @Nullable String type,
            byte @Nullable [] value) {
        var message = new ProducerRecord<>(topic, key, value);
        if (type != null) {
            message.headers().add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
        }
        unusable.add((topic.equals(events) ? Topics.EVENTS : Topics.STATE) + " " + key + " " + digest(value));
        producer.send(message);
    }

    private static ProducerRecord<String, byte[]> again(ConsumerRecord<String, byte[]> message) {
        return new ProducerRecord<>(
                message.topic(), message.partition(), message.key(), message.value(), message.headers());
    }

    /** The last ones of a partition. */
    private List<ConsumerRecord<String, byte[]>> newest() {
        List<ConsumerRecord<String, byte[]>> newest = new ArrayList<>();
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", PATIENCE_MS);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(events, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(0, end - REPEATED));
            consumer.poll(Duration.ofMillis(PATIENCE_MS)).forEach(newest::add);
        } catch (KafkaException away) {
            newest.clear();
        }
        newest.removeIf(message -> message.value() == null || isStrange(Topics.EVENTS, message.key(), message.value()));
        return newest;
    }
}
