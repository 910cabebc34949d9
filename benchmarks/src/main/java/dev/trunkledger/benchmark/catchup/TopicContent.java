package dev.trunkledger.benchmark.catchup;

import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.events.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What lies in the topics, looked at from outside. */
final class TopicContent implements AutoCloseable {

    private final String servers;
    private final Admin admin;

    TopicContent(Installation installation) {
        servers = installation.bootstrapServers();
        admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** How many messages were ever acknowledged; 0 while there is no such topic. */
    long messages(String topic) throws ExecutionException, InterruptedException {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Forgets topics that are there, and returns when they are gone. */
    void delete(List<String> topics) throws ExecutionException, InterruptedException {
        List<String> present = topics.stream()
                .filter(admin.listTopics().names().get()::contains)
                .toList();
        admin.deleteTopics(present).all().get();
        while (present.stream().anyMatch(admin.listTopics().names().get()::contains)) {
            Thread.onSpinWait();
        }
    }

    /**
     * The versions of each key, counted once each.
     *
     * @throws IllegalStateException when a version comes before the one that precedes it
     */
    long distinct(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends(topic);
        Map<String, Long> versions = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "max.poll.records", 10_000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(message -> count(message, versions));
            }
        }
        return versions.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void count(ConsumerRecord<String, byte[]> message, Map<String, Long> versions) {
        byte[] sequence =
                message.headers().lastHeader(CloudEventHeaders.SEQUENCE).value();
        long version = Long.parseLong(new String(sequence, StandardCharsets.US_ASCII));
        long before = versions.getOrDefault(message.key(), 0L);
        if (version > before + 1) {
            throw new IllegalStateException("Version " + version + " of " + message.key() + " follows " + before);
        }
        versions.put(message.key(), Math.max(version, before));
    }

    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        try {
            TopicDescription described = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            Map<TopicPartition, OffsetSpec> asked = described.partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
