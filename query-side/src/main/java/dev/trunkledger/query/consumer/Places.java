package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.store.Positions;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Where each partition was last told to go on. The database says where that is, not the offsets of the consumer group:
 * it alone agrees with the read models after a crash, a restored backup or a rebuild.
 */
final class Places implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final Positions positions;
    private final Map<Partition, Long> askedFor = new ConcurrentHashMap<>();

    Places(Positions positions) {
        this.positions = positions;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            goWhereStored(consumer, partitions);
        } catch (DataAccessException e) {
            // From the start on there is something to read: with the first of it, the database is asked again.
            LOG.info("The database cannot say yet where to go on in {} partitions", partitions.size());
            partitions.forEach(partition -> askedFor.remove(Records.partition(partition)));
            consumer.seekToBeginning(partitions);
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> askedFor.remove(Records.partition(partition)));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> askedFor.remove(Records.partition(partition)));
    }

    /** Follows the database where it has been moved, as by a rebuild, while nothing arrives to notice it by. */
    void lookAfter(Consumer<?, ?> consumer) {
        try {
            goWhereStored(consumer, consumer.assignment());
        } catch (DataAccessException e) {
            LOG.debug("The database cannot say where to go on; the next look will tell");
        }
    }

    private void goWhereStored(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<Partition, Long> stored =
                positions.find(partitions.stream().map(Records::partition).toList());
        for (TopicPartition partition : partitions) {
            Partition ours = Records.partition(partition);
            long position = stored.getOrDefault(ours, 0L);
            if (!Objects.equals(askedFor.get(ours), position)) {
                seek(consumer, ours, position);
            }
        }
    }

    @Nullable
    Long askedFor(Partition partition) {
        return askedFor.get(partition);
    }

    /** The partition is read up to here, and goes on by itself. */
    void reached(Partition partition, long next) {
        askedFor.put(partition, next);
    }

    /** Also the message before that place is read: it tells whether the partition is the same as it was. */
    void seek(Consumer<?, ?> consumer, Partition partition, long position) {
        LOG.debug("Going on at {} in partition {}", position, partition.number());
        consumer.seek(Records.topicPartition(partition), Math.max(0, position - 1));
        askedFor.put(partition, position);
    }
}
