package dev.trunkledger.proof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics from their beginnings to the ends that they have when reading starts. */
record TopicEvents(Map<String, Object> clientSettings, String topic, String accessTopic) implements EventSource {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int SILENT_POLLS_AT_MOST = 30;

    @Override
    public void readInto(EventSink sink) throws IOException {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(), bytes, bytes)) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics();
            if (!topics.containsKey(topic)) {
                throw new IOException("There is no topic " + topic);
            }
            List<TopicPartition> partitions = partitions(topics, topic);
            partitions.addAll(partitions(topics, accessTopic));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readUpTo(consumer.endOffsets(partitions), consumer, sink);
        }
    }

    /** No group and no commits: reading leaves no trace on the cluster. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        return settings;
    }

    private static List<TopicPartition> partitions(Map<String, List<PartitionInfo>> topics, String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo info : topics.getOrDefault(topic, List.of())) {
            partitions.add(new TopicPartition(topic, info.partition()));
        }
        return partitions;
    }

    private static void readUpTo(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer, EventSink sink)
            throws IOException {
        int silentPolls = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            silentPolls = records.isEmpty() ? silentPolls + 1 : 0;
            if (silentPolls > SILENT_POLLS_AT_MOST) {
                throw new IOException("The broker stopped answering before the end of the topic");
            }
            for (ConsumerRecord<byte[], byte[]> message : records) {
                read(message, sink);
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> message, EventSink sink) {
        Header type = message.headers().lastHeader(CloudEventHeaders.TYPE);
        try {
            if (type == null || message.value() == null) {
                throw new UnreadableJsonException("it has no type or no value");
            }
            sink.event(new String(type.value(), UTF_8), Members.parse(message.value()));
        } catch (UnreadableJsonException e) {
            String place = message.topic() + "-" + message.partition() + ", offset " + message.offset();
            sink.unreadable(place, String.valueOf(e.getMessage()));
        }
    }
}
