package dev.trunkledger.query.consumer;

import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.Partition;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Kafka's records and partitions in the projection's terms. */
final class Records {

    /** A name of an event type may be stored and logged; anything else in that header is no name. */
    private static final Pattern TYPE = Pattern.compile("[\\w.-]{1,200}");

    private Records() {}

    static Message message(ConsumerRecord<byte[], byte[]> entry) {
        MessageId id = new MessageId(new Partition(entry.topic(), entry.partition()), entry.offset());
        return new Message(id, entry.key(), type(entry), entry.value());
    }

    static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    static TopicPartition topicPartition(Partition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }

    private static @Nullable String type(ConsumerRecord<byte[], byte[]> entry) {
        Header header = entry.headers().lastHeader(CloudEventHeaders.TYPE);
        if (header == null || header.value() == null) {
            return null;
        }
        String type = new String(header.value(), StandardCharsets.UTF_8);
        return TYPE.matcher(type).matches() ? type : null;
    }
}
