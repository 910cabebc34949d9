package dev.trunkledger.query.operations;

import dev.trunkledger.query.projection.Partition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how long a topic is. */
final class TopicEnds implements AutoCloseable {

    private static final int TIMEOUT_MS = 3_000;

    private final Map<String, Object> settings;
    private final String topic;
    private @Nullable Admin admin;

    TopicEnds(Map<String, Object> settings, String topic) {
        this.settings = new HashMap<>(settings);
        this.topic = topic;
        this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    }

    /**
     * The offset behind the last message of each partition; none of a topic that does not exist yet.
     *
     * @throws KafkaException when Kafka cannot be asked
     */
    Map<Partition, Long> ask() {
        try {
            return ask(admin());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw new KafkaException("Kafka did not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private Map<Partition, Long> ask(Admin kafka) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        kafka.describeTopics(List.of(topic))
                .allTopicNames()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<Partition, Long> ends = new HashMap<>();
        kafka.listOffsets(latest)
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(new Partition(topic, partition.partition()), end.offset()));
        return ends;
    }

    /** Made when first needed: it cannot be while Kafka's name does not resolve. */
    private synchronized Admin admin() {
        Admin present = admin;
        if (present == null) {
            present = Admin.create(settings);
            admin = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
