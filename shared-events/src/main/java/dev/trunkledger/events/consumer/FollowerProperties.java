package dev.trunkledger.events.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The client properties of one who follows a topic alone: some can be chosen, some follow from what it does. */
final class FollowerProperties {

    private static final Map<String, Object> DEFAULTS = Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000,
            // How long a connection that swallows everything, and says nothing of it, is trusted; Kafka's default is 30
            // s.
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            1_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000,
            // How soon a new partition is seen.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            30_000);

    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // Only for a topic that was made anew or cut off: the first offsets are sought.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            // The broker answers a waiting fetch as soon as there is one byte.
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1);

    private static final AtomicInteger MADE = new AtomicInteger();

    private FollowerProperties() {}

    static Consumer<byte[], byte[]> consumer(Map<String, Object> chosen) {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        // Its metrics are registered under this name: two tables of one process must not share it.
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "credential-states-" + MADE.incrementAndGet());
        properties.putAll(chosen);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.putAll(FIXED);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
