package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Partition;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the consumer group how far the read models are, for tools that watch groups; nothing here depends on it. A
 * consumer does so once a second: after each batch it would cost the broker as much as the batch itself.
 */
final class GroupOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Places places;
    private final Map<TopicPartition, Long> told = new ConcurrentHashMap<>();
    private final Map<Consumer<?, ?>, Long> lastTold = Collections.synchronizedMap(new WeakHashMap<>());

    GroupOffsets(Places places) {
        this.places = places;
    }

    /** Unless the consumer did so within the last second. */
    void tellNowAndThen(Consumer<?, ?> consumer) {
        Long last = lastTold.get(consumer);
        if (last == null || System.nanoTime() - last >= INTERVAL) {
            tell(consumer);
        }
    }

    /** Of the partitions that this consumer has, those that moved. */
    void tell(Consumer<?, ?> consumer) {
        lastTold.put(consumer, System.nanoTime());
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (TopicPartition assigned : consumer.assignment()) {
            Partition partition = Records.partition(assigned);
            Long next = places.askedFor(partition);
            if (next != null && !next.equals(told.put(assigned, next))) {
                moved.put(assigned, new OffsetAndMetadata(next));
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        consumer.commitAsync(moved, (offsets, failure) -> {
            if (failure != null) {
                LOG.debug("The group was not told the offsets: {}", failure.getMessage());
                offsets.keySet().forEach(told::remove);
            }
        });
    }
}
