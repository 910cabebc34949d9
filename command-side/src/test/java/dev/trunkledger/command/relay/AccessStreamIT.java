package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.SealedAccess;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accesses to secrets on their way to Kafka, beside the events and not among them. */
class AccessStreamIT {

    private static final EventActor ACTOR = new EventActor("bob", null, null, null, "ticket 7", "request-1", null);

    private final RelayFixture fixture = new RelayFixture();
    private final String topic = fixture.settings.topics().access();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void publishesEachAccessAsItIsStored() throws Exception {
        SealedAccess access = access(1);
        store(access, access(2));
        Relay relay = startAccessRelay(new RelaySignal());
        awaitPublished(2);
        relay.stop();

        ConsumerRecord<String, byte[]> first = fixture.published(topic).getFirst();
        assertThat(first.key()).isEqualTo(id.toString());
        assertThat(first.value()).isEqualTo(access.json());
        assertThat(header(first, "ce_type")).isEqualTo("SecretRevealed.v1");
        assertThat(header(first, "ce_id"))
                .isEqualTo(access.event().envelope().eventId().toString());
        assertThat(header(first, "ce_source")).endsWith("/sip-credential-access");
        assertThat(header(first, "ce_dataschema")).endsWith("SecretRevealed.v1");
        assertThat(header(first, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    @Test
    void makesATopicThatKeepsEverything() throws Exception {
        fixture.topics(RelayStream.ACCESS).make();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", RelayFixture.bootstrapServers()))) {
            var config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator();
            var settings = config.next();
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
            assertThat(admin.listTopics().names().get())
                    .doesNotContain(fixture.settings.topics().events());
        }
    }

    @Test
    void moreThanABatchArrivesInOrder() throws Exception {
        int more = fixture.settings.batchSize() + 20;
        for (long sequence = 1; sequence <= more; sequence++) {
            store(access(sequence));
        }
        Relay relay = startAccessRelay(new RelaySignal());
        awaitPublished(more);
        relay.stop();
        assertThat(publishedSequences())
                .isEqualTo(LongStream.rangeClosed(1, more).boxed().toList());
    }

    @Test
    void aWakeSuffices() throws Exception {
        RelaySignal signal = new RelaySignal();
        Relay relay = startAccessRelay(signal);
        store(access(1));
        signal.wake();
        awaitPublished(1);
        relay.stop();
    }

    /** A row that no version of the relay can read stands in for whatever may hold up one stream. */
    @Test
    void aStuckAccessStreamDoesNotHoldUpEvents() throws Exception {
        insert(access(1), "Unreadable.v9");
        RelaySignal events = new RelaySignal();
        RelayProgress stuck = RelayFixture.progress(RelayStream.ACCESS);
        Relay access = fixture.relay(RelayStream.ACCESS, new RelaySignal(), stuck);
        Relay unhindered = fixture.relay(events);
        access.start();
        unhindered.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> stuck.failure() != null);

        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2));
        events.wake();

        fixture.awaitPublished(id, List.of(1L, 2L));
        assertThat(stuck.failure()).isNotNull();
        assertThat(fixture.progress.failure()).isNull();
        access.stop();
        unhindered.stop();
    }

    /** As an instance does that stands still with the lock in its hands. */
    @Test
    void aHeldAccessLockDoesNotHoldUpEvents() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id));
        try (RelayTransaction held = RelayTransaction.begin(fixture.dataSource(), RelayStream.ACCESS)) {
            held.read(1);
            assertThat(fixture.batch().run().outcome()).isEqualTo(RelayBatch.Outcome.CAUGHT_UP);
        }
        assertThat(fixture.publishedVersions(id)).containsExactly(1L);
    }

    private Relay startAccessRelay(RelaySignal signal) {
        Relay relay = fixture.relay(RelayStream.ACCESS, signal, RelayFixture.progress(RelayStream.ACCESS));
        relay.start();
        return relay;
    }

    private void awaitPublished(int accesses) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> publishedSequences().size() >= accesses);
    }

    /** A repeat aside. */
    private List<Long> publishedSequences() {
        return fixture.published(topic).stream()
                .map(message -> AccessJson.read(RelayFixture.type(message), message.value())
                        .event()
                        .sequence())
                .distinct()
                .toList();
    }

    private SealedAccess access(long sequence) {
        EventEnvelope envelope = new EventEnvelope(
                UUID.randomUUID(),
                id,
                "acme",
                3,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(sequence),
                ACTOR,
                sequence == 1 ? null : "0".repeat(64));
        return AccessJson.seal(new SecretRevealed(envelope, sequence, 2));
    }

    private void store(SealedAccess... accesses) throws SQLException {
        for (SealedAccess access : accesses) {
            insert(access, access.type());
        }
    }

    private void insert(SealedAccess access, String type) throws SQLException {
        try (Connection connection = fixture.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into ledger.access_event
                            (credential_id, sequence, type, org_id, occurred_time, traceparent, payload)
                        values (?, ?, ?, ?, ?, ?, ?)""")) {
            EventEnvelope envelope = access.event().envelope();
            insert.setObject(1, envelope.credentialId());
            insert.setLong(2, access.event().sequence());
            insert.setString(3, type);
            insert.setString(4, envelope.orgId());
            insert.setObject(5, OffsetDateTime.ofInstant(envelope.occurredTime(), ZoneOffset.UTC));
            insert.setString(6, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            insert.setBytes(7, access.json());
            insert.executeUpdate();
        }
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
