package dev.trunkledger.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning to its present end, as any consumer could. */
public final class TopicReader {

    private final String bootstrapServers;
    private final String prefix;

    TopicReader(String bootstrapServers, String prefix) {
        this.bootstrapServers = bootstrapServers;
        this.prefix = prefix;
    }

    public List<ConsumerRecord<String, byte[]>> all(String name) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        each(name, records::add);
        return records;
    }

    /** Without holding more of them than one poll returns. */
    public void each(String name, Consumer<ConsumerRecord<String, byte[]>> taker) {
        String topic = prefix + name;
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "system-test-" + UUID.randomUUID());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(taker);
            }
        }
    }

    public List<ConsumerRecord<String, byte[]>> of(String name, String key) {
        return all(name).stream().filter(record -> key.equals(record.key())).toList();
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
