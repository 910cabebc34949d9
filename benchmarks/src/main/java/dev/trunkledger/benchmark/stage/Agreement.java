package dev.trunkledger.benchmark.stage;

import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.events.wire.CloudEventHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Whether what was acknowledged is in the event store, in Kafka and in the projection: else a figure means nothing. */
public final class Agreement {

    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(5);

    private final Installation installation;
    private final DataSource database;

    public Agreement(Installation installation, DataSource database) {
        this.installation = installation;
        this.database = database;
    }

    /** Returns when everything in the event store is projected. */
    public void awaitProjection() throws SQLException {
        long deadline = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
        while (count("ledger.event") != count("read_model.audit_entry")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The projection has not caught up within " + CATCH_UP_LIMIT);
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** @throws IllegalStateException unless all have this number of events, none of them parked */
    public void require(long acknowledged) throws SQLException {
        awaitProjection();
        Map<String, Long> counts = Map.of(
                "event store", count("ledger.event"),
                "Kafka", distinctEvents(),
                "projection", count("read_model.audit_entry"));
        counts.forEach((place, count) -> {
            if (count != acknowledged) {
                throw new IllegalStateException(
                        acknowledged + " writes were acknowledged, but the " + place + " has " + count);
            }
        });
        if (count("read_model.parked_message") > 0) {
            throw new IllegalStateException("The projection has parked messages");
        }
    }

    /** @throws IllegalStateException unless the chains of these credentials verify */
    public void requireVerified(Side querySide, Collection<String> credentials) throws IOException {
        try (HttpConnection connection = new HttpConnection(querySide.port())) {
            for (String credential : credentials) {
                String path = "/api/v1/sip-credentials/" + credential + "/history/verification";
                connection.exchange(HttpConnection.request("GET", path, installation.token(), ""));
                connection.requireSuccess();
                if (!connection.answer().contains("\"verified\":true")) {
                    throw new IllegalStateException("A chain does not verify: " + connection.answer());
                }
            }
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private long distinctEvents() {
        Map<String, Object> settings = Map.of("bootstrap.servers", installation.bootstrapServers());
        Set<UUID> ids = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(installation.topics().events())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(event -> ids.add(id(event)));
            }
        }
        return ids.size();
    }

    private static UUID id(ConsumerRecord<?, ?> event) {
        return UUID.fromString(
                new String(event.headers().lastHeader(CloudEventHeaders.ID).value(), StandardCharsets.US_ASCII));
    }
}
