package dev.trunkledger.events.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Which partitions a topic has, and where they begin and end. */
final class TopicPartitions {

    private final String topic;

    TopicPartitions(String topic) {
        this.topic = topic;
    }

    /**
     * Assigns partitions that are new, from where the progress is or else from their beginning, and notes where all end.
     *
     * @return false when there is no such topic
     * @throws org.apache.kafka.common.errors.TimeoutException when Kafka does not answer
     */
    boolean look(Consumer<byte[], byte[]> consumer, Progress progress, Duration limit) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic, limit).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            return false;
        }
        if (!consumer.assignment().containsAll(partitions)) {
            assign(consumer, progress, partitions, limit);
        }
        progress.ends(consumer.endOffsets(consumer.assignment(), limit));
        return true;
    }

    private static void assign(
            Consumer<byte[], byte[]> consumer,
            Progress progress,
            Collection<TopicPartition> partitions,
            Duration limit) {
        Set<TopicPartition> added = new HashSet<>(partitions);
        added.removeAll(consumer.assignment());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(added, limit);
        Set<TopicPartition> all = new HashSet<>(partitions);
        all.addAll(consumer.assignment());
        consumer.assign(all);
        for (TopicPartition partition : added) {
            long offset = progress.next(partition).orElseGet(() -> beginnings.getOrDefault(partition, 0L));
            consumer.seek(partition, offset);
            progress.next(partition, offset);
        }
    }
}
