package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka where partitions end. For one thread. */
final class KafkaEnds implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, Object> adminProperties;
    private @Nullable Admin admin;

    KafkaEnds(Map<String, Object> adminProperties) {
        this.adminProperties = adminProperties;
    }

    /**
     * The offset that the next message of each of these partitions will have; 0 for one that is not there.
     *
     * @throws PublishingException when Kafka does not answer
     */
    PartitionOffsets of(PartitionOffsets partitions) throws PublishingException {
        if (partitions.isEmpty()) {
            return PartitionOffsets.NONE;
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.byPartition().keySet().forEach(name -> wanted.put(partition(name), OffsetSpec.latest()));
        try {
            ListOffsetsResult answer = admin().listOffsets(wanted);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            Map<String, Long> ends = new TreeMap<>();
            for (TopicPartition partition : wanted.keySet()) {
                ends.put(partition.toString(), end(answer.partitionResult(partition), deadline));
            }
            return new PartitionOffsets(ends);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            // Its own times are those of the wall clock: one that was set back leaves it waiting for what was planned.
            close();
            throw new PublishingException("Kafka does not say where its topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException("Interrupted while Kafka was asked where its topics end", e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(adminProperties);
            admin = open;
        }
        return open;
    }

    private static long end(KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> partition, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return partition
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .offset();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }
}
