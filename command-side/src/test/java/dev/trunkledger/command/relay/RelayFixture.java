package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.http.Tracing;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A store and topics of a test's own, and the relay's parts on them. */
final class RelayFixture implements AutoCloseable {

    private static final EventActor ACTOR = new EventActor("tester", null, null, null, null, "request-1", null);
    private static final TrunkSettings SETTINGS =
            new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null);

    final RelaySettings settings = new RelaySettings("relay-" + UUID.randomUUID() + ".", 4, (short) 1, 100);
    final RelayProgress progress = progress(RelayStream.EVENTS);
    private final TrunkledgerDatabase database = TestDatabase.create();
    private final List<AutoCloseable> clients = new ArrayList<>();

    RelayFixture() {
        Flyway.configure()
                .dataSource(
                        database.jdbcUrl(),
                        database.commandOwner().name(),
                        database.commandOwner().password())
                .locations("classpath:db/command-side")
                .schemas("ledger")
                .createSchemas(false)
                .placeholders(Map.of("app_role", database.command().name()))
                .load()
                .migrate();
    }

    DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.command().name());
        source.setPassword(database.command().password());
        return source;
    }

    RelayTopics topics() {
        return topics(RelayStream.EVENTS);
    }

    RelayTopics topics(RelayStream stream) {
        return new RelayTopics(stream, Map.of("bootstrap.servers", bootstrapServers()), settings);
    }

    RelayBatch batch() {
        return new RelayBatch(RelayStream.EVENTS, dataSource(), publisher(), ends(), progress, Tracing.off(), settings);
    }

    Relay relay(RelaySignal signal) {
        return new Relay(RelayStream.EVENTS, topics(), batch(), signal, progress);
    }

    Relay relay(RelayStream stream, RelaySignal signal, RelayProgress itsProgress) {
        return new Relay(
                stream,
                topics(stream),
                new RelayBatch(stream, dataSource(), publisher(), ends(), itsProgress, Tracing.off(), settings),
                signal,
                itsProgress);
    }

    static RelayProgress progress(RelayStream stream) {
        return new RelayProgress(stream, new SimpleMeterRegistry());
    }

    KafkaPublisher publisher() {
        KafkaPublisher publisher = KafkaPublisher.with(Map.of("bootstrap.servers", bootstrapServers()));
        clients.add(publisher);
        return publisher;
    }

    KafkaEnds ends() {
        KafkaEnds ends = new KafkaEnds(Map.of("bootstrap.servers", bootstrapServers()));
        clients.add(ends);
        return ends;
    }

    /** Stores the event on the connection, which commits it or not. */
    static void store(Connection connection, SealedEvent sealed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ledger.event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            EventEnvelope envelope = sealed.event().envelope();
            insert.setObject(1, envelope.credentialId());
            insert.setLong(2, envelope.version());
            insert.setString(3, sealed.type());
            insert.setString(4, envelope.orgId());
            insert.setObject(5, OffsetDateTime.ofInstant(envelope.occurredTime(), ZoneOffset.UTC));
            insert.setString(6, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            insert.setBytes(7, sealed.json());
            insert.executeUpdate();
        }
    }

    void store(SealedEvent... events) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            for (SealedEvent event : events) {
                store(connection, event);
            }
        }
    }

    /** As if the versions had been written by the transactions from {@code first} + 1 on; only the owner can do that. */
    void renumberTransactions(UUID id, long first) throws SQLException {
        execute("update ledger.event set transaction_id = (%d + version)::text::xid8 where credential_id = '%s'"
                .formatted(first, id));
    }

    /** As the owner of the tables. */
    void execute(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.commandOwner().name(),
                        database.commandOwner().password());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    static SealedEvent created(UUID id) {
        return EventJson.seal(
                new CredentialCreated(envelope(id, 1), content(), Set.of(CredentialField.SERVER), Effect.RE_REGISTER));
    }

    static SealedEvent replaced(UUID id, long version) {
        return EventJson.seal(new CredentialReplaced(
                envelope(id, version), content(), Set.of(CredentialField.SERVER), Effect.RE_REGISTER));
    }

    static SealedEvent deleted(UUID id, long version) {
        CredentialEvent event = new CredentialDeleted(envelope(id, version), content());
        return EventJson.seal(event);
    }

    /** All that the topic holds by now, per partition in order. */
    List<ConsumerRecord<String, byte[]>> published(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    List<Long> publishedVersions(UUID id) {
        return published(settings.topics().events()).stream()
                .filter(record -> record.key().equals(id.toString()))
                .map(record ->
                        EventJson.read(type(record), record.value()).event().version())
                .toList();
    }

    /** In this order, a repeat aside: a batch that Kafka acknowledged too late is published again. */
    void awaitPublished(UUID id, List<Long> versions) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                publishedVersions(id).stream().distinct().toList())
                        .isEqualTo(versions));
    }

    static String type(ConsumerRecord<?, ?> record) {
        return new String(record.headers().lastHeader("ce_type").value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static String bootstrapServers() {
        return TestInfrastructure.kafka().bootstrapServers();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    private static EventEnvelope envelope(UUID id, long version) {
        return new EventEnvelope(
                UUID.randomUUID(),
                id,
                "acme",
                version,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version),
                ACTOR,
                version == 1 ? null : "0".repeat(64));
    }

    private static CredentialContent content() {
        return new CredentialContent(SETTINGS, Source.MANUAL, null, Instant.parse("2026-01-01T00:00:01Z"), null, 0);
    }
}
