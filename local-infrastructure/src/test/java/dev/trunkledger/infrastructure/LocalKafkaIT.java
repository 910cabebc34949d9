package dev.trunkledger.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {
    @TempDir
    Path directory;

    private @Nullable LocalKafka running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void keepsRecordsAndCommittedOffsetsOverAStartOfItsOwn() throws Exception {
        LocalKafka first = start();
        createTopic(first, "calls");
        produce(first, "calls", "one", "two");
        assertThat(consume(first, "calls", 2)).containsExactly("one", "two");
        first.close();

        LocalKafka second = start();
        produce(second, "calls", "three");

        assertThat(consume(second, "calls", 1)).containsExactly("three");
    }

    @Test
    void comesBackOnTheSamePortAfterAnOutage() throws Exception {
        LocalKafka kafka = start();
        createTopic(kafka, "calls");
        String before = kafka.bootstrapServers();

        kafka.stop();
        kafka.start();

        assertThat(kafka.bootstrapServers()).isEqualTo(before);
        produce(kafka, "calls", "after");
        assertThat(consume(kafka, "calls", 1)).containsExactly("after");
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() {
        LocalKafka kafka = start();

        try (Admin admin = Admin.create(clientOf(kafka))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("typo"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void saysWhyItDidNotStart() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way", UTF_8);

        assertThatThrownBy(() -> LocalKafka.start(file))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("in the way");
    }

    private LocalKafka start() {
        LocalKafka started = LocalKafka.start(directory.resolve("kafka"));
        running = started;
        return started;
    }

    private static void createTopic(LocalKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(clientOf(kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void produce(LocalKafka kafka, String topic, String... values) throws Exception {
        try (var producer = new KafkaProducer<>(clientOf(kafka), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, "key", value)).get();
            }
        }
    }

    private static List<String> consume(LocalKafka kafka, String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "readers",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            for (int polls = 0; polls < 100 && values.size() < count; polls++) {
                for (ConsumerRecord<String, String> kafkaRecord : consumer.poll(Duration.ofMillis(200))) {
                    values.add(kafkaRecord.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }

    private static Map<String, Object> clientOf(LocalKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
