package dev.trunkledger.query.operations;

import dev.trunkledger.query.projection.Partition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how long topics are. */
final class TopicEnds implements AutoCloseable {

    private static final int TIMEOUT_MS = 3_000;

    private final Map<String, Object> settings;
    private final List<String> topics;
    private @Nullable Admin admin;

    TopicEnds(Map<String, Object> settings, List<String> topics) {
        this.settings = new HashMap<>(settings);
        this.topics = List.copyOf(topics);
        // Who fails is closed here, and the next one begins with the bootstrap servers. One that begins anew by itself
        // does so without a pause while no broker answers (Kafka 4.2), and logs each time.
        this.settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
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
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (var topic : admin().describeTopics(topics).topicNameValues().values()) {
                addPartitions(topic, latest);
            }
            return ends(latest);
        } catch (ExecutionException e) {
            close();
            throw new KafkaException("Kafka did not answer", e.getCause());
        } catch (TimeoutException e) {
            // Its own times are those of the wall clock: one that was set back leaves it waiting for what was planned.
            close();
            throw new KafkaException("Kafka did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private static void addPartitions(KafkaFuture<TopicDescription> topic, Map<TopicPartition, OffsetSpec> latest)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            TopicDescription description = topic.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            description
                    .partitions()
                    .forEach(partition -> latest.put(
                            new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    private Map<Partition, Long> ends(Map<TopicPartition, OffsetSpec> latest)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<Partition, Long> ends = new HashMap<>();
        admin().listOffsets(latest)
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) ->
                        ends.put(new Partition(partition.topic(), partition.partition()), end.offset()));
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
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
