package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.relay.RelayBatch.Outcome;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.UnreadableEventException;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayIT {

    private final RelayFixture fixture = new RelayFixture();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void publishesEachEventAndTheNewestPublicState() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2), RelayFixture.deleted(id, 3));

        assertThat(fixture.batch().run().outcome()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(fixture.published(fixture.settings.topics().events()))
                .extracting(RelayFixture::type)
                .containsExactly("CredentialCreated.v1", "CredentialReplaced.v1", "CredentialDeleted.v1");
        List<ConsumerRecord<String, byte[]>> states =
                fixture.published(fixture.settings.topics().state());
        assertThat(PublicCredentialJson.read(states.get(1).value()).version()).isEqualTo(2);
        assertThat(states.get(2).value()).as("a tombstone").isNull();
        assertThat(states.get(2).key()).isEqualTo(id.toString());
        assertThat(header(states.get(2), "ce_orgid"))
                .as("a tombstone still says whose it was")
                .isEqualTo(RelayFixture.created(id).event().envelope().orgId());
        assertThat(header(states.get(2), "ce_sequence")).isEqualTo("0000000000000000003");
    }

    @Test
    void describesEachMessageInCloudEventHeaders() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id));
        fixture.batch().run();

        ConsumerRecord<String, byte[]> event =
                fixture.published(fixture.settings.topics().events()).getFirst();
        assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(event, "ce_subject")).isEqualTo(id.toString());
        assertThat(header(event, "ce_dataschema")).endsWith("CredentialCreated.v1");
        assertThat(header(event, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        assertThat(event.key()).isEqualTo(id.toString());
    }

    @Test
    void doesNotPassOverATransactionThatCommitsLate() throws Exception {
        fixture.topics().make();
        UUID late = UUID.randomUUID();
        RelayBatch batch = fixture.batch();
        try (Connection slow = fixture.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            RelayFixture.store(slow, RelayFixture.created(late));
            fixture.store(RelayFixture.created(id));

            assertThat(batch.run().outcome()).isEqualTo(Outcome.UNSETTLED);
            assertThat(fixture.published(fixture.settings.topics().events())).isEmpty();

            slow.commit();
        }
        assertThat(batch.run().outcome()).isEqualTo(Outcome.CAUGHT_UP);
        assertThat(fixture.publishedVersions(late)).containsExactly(1L);
        assertThat(fixture.publishedVersions(id)).containsExactly(1L);
    }

    /** Transaction ids are numbers: as text, 100 would come before 99. */
    @Test
    void keepsTheOrderWhenTransactionIdsGainADigit() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2), RelayFixture.replaced(id, 3));
        fixture.renumberTransactions(id, 98);

        assertThat(fixture.batch().run().outcome()).isEqualTo(Outcome.CAUGHT_UP);
        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void goesOnBehindATransactionThatRolledBack() throws Exception {
        fixture.topics().make();
        try (Connection doomed = fixture.dataSource().getConnection()) {
            doomed.setAutoCommit(false);
            RelayFixture.store(doomed, RelayFixture.created(UUID.randomUUID()));
            doomed.rollback();
        }
        fixture.store(RelayFixture.created(id));
        fixture.batch().run();
        assertThat(fixture.publishedVersions(id)).containsExactly(1L);
    }

    @Test
    void publishesABacklogBatchByBatch() throws Exception {
        fixture.topics().make();
        fixture.store(versions(250));
        RelayBatch batch = fixture.batch();

        assertThat(batch.run().outcome()).isEqualTo(Outcome.MORE);
        assertThat(batch.run().outcome()).isEqualTo(Outcome.MORE);
        assertThat(batch.run().outcome()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(fixture.publishedVersions(id)).isEqualTo(upTo(250));
    }

    @Test
    void readsTheNextBatchWhileKafkaWorksOnOne() throws Exception {
        fixture.topics().make();
        fixture.store(versions(250));
        RelayBatch batch = fixture.batch();
        batch.run();

        fixture.execute("update ledger.event set payload = 'no JSON' where version = 150");
        batch.run();

        assertThat(fixture.publishedVersions(id)).isEqualTo(upTo(200));
    }

    @Test
    void forgetsWhatItReadAheadWhereAnotherInstanceHasPublishedIt() throws Exception {
        fixture.topics().make();
        fixture.store(versions(250));
        RelayBatch batch = fixture.batch();

        batch.run();
        fixture.batch().run();
        assertThat(batch.run()).isEqualTo(new RelayBatch.Result(Outcome.CAUGHT_UP, 50));

        assertThat(fixture.publishedVersions(id)).isEqualTo(upTo(250));
    }

    @Test
    void publishesWhatComesBeforeAnEventThatItCannotRead() throws Exception {
        fixture.topics().make();
        fixture.store(versions(120));
        fixture.execute("update ledger.event set payload = 'no JSON' where version = 120");
        RelayBatch batch = fixture.batch();

        assertThat(batch.run()).isEqualTo(new RelayBatch.Result(Outcome.MORE, 100));
        assertThatThrownBy(batch::run).isInstanceOf(UnreadableEventException.class);

        assertThat(fixture.publishedVersions(id)).isEqualTo(upTo(100));
    }

    @Test
    void publishesASuffixAgainAfterACrashBetweenAcknowledgementAndPosition() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2));
        try (RelayTransaction crashed = RelayTransaction.begin(fixture.dataSource(), RelayStream.EVENTS)) {
            EventMessages messages = new EventMessages(fixture.settings.topics());
            PendingEvents pending = crashed.read(100);
            fixture.publisher()
                    .send(pending.settled().stream()
                            .flatMap(event -> messages.of(event).stream())
                            .toList())
                    .acknowledged();
        }
        fixture.batch().run();
        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void anInstanceThatLostItsLockDoesNotMoveThePosition() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id));
        RelayTransaction stale = RelayTransaction.begin(fixture.dataSource(), RelayStream.EVENTS);
        PendingEvents read = stale.read(100);
        terminateOthers();
        fixture.batch().run();

        assertThatThrownBy(() -> stale.moveTo(read.lastPosition(), read.position(), PartitionOffsets.NONE, false))
                .isInstanceOf(SQLException.class);
        fixture.store(RelayFixture.replaced(id, 2));
        fixture.batch().run();
        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L);
    }

    @Test
    void twoRelaysLeaveNothingOutAndKeepTheOrder() throws Exception {
        RelaySignal one = new RelaySignal();
        RelaySignal other = new RelaySignal();
        Relay first = fixture.relay(one);
        Relay second = fixture.relay(other);
        first.start();
        second.start();
        List<UUID> ids = IntStream.range(0, 8).mapToObj(i -> UUID.randomUUID()).toList();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writing = ids.stream()
                    .<Future<?>>map(credential -> writers.submit(() -> write(credential, 40, one, other)))
                    .toList();
            for (Future<?> writer : writing) {
                writer.get();
            }
        }
        ids.forEach(credential -> fixture.awaitPublished(credential, upTo(40)));
        first.stop();
        second.stop();
    }

    @Test
    void carriesOnByItselfWhenKafkaComesBack() throws Exception {
        RelaySignal signal = new RelaySignal();
        Relay relay = fixture.relay(signal);
        relay.start();
        fixture.store(RelayFixture.created(id));
        signal.wake();
        fixture.awaitPublished(id, List.of(1L));

        TestInfrastructure.kafka().stop();
        fixture.store(RelayFixture.replaced(id, 2), RelayFixture.replaced(id, 3));
        signal.wake();
        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.progress.failure() != null);
        TestInfrastructure.kafka().start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(fixture.publishedVersions(id)).contains(1L, 2L, 3L));
        await().until(() -> fixture.progress.failure() == null);
        relay.stop();
    }

    private Void write(UUID credential, int versions, RelaySignal... signals) throws SQLException {
        fixture.store(RelayFixture.created(credential));
        for (int version = 2; version <= versions; version++) {
            fixture.store(RelayFixture.replaced(credential, version));
            signals[version % signals.length].wake();
        }
        return null;
    }

    /** Of one credential, from its creation on. */
    private SealedEvent[] versions(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(version -> version == 1 ? RelayFixture.created(id) : RelayFixture.replaced(id, version))
                .toArray(SealedEvent[]::new);
    }

    private static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    private void terminateOthers() throws SQLException {
        try (Connection connection = fixture.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()""");
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
