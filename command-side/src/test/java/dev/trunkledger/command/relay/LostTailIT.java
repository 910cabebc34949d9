package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.relay.RelayBatch.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Kafka that has less than it acknowledged. */
class LostTailIT {

    private final RelayFixture fixture = new RelayFixture();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void publishThree() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2), RelayFixture.replaced(id, 3));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aTopicThatWasMadeAnewIsFilledAgainThoughNothingNewIsWritten() throws Exception {
        fixture.batch().run();
        makeTopicAnew();

        RelayBatch later = fixture.batch();
        assertThat(later.run().outcome()).isEqualTo(Outcome.MORE);
        assertThat(later.run().outcome()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoeverPublishesMeanwhileNoticesByTheOffsets() throws Exception {
        RelayBatch batch = fixture.batch();
        batch.run();
        makeTopicAnew();
        fixture.store(RelayFixture.replaced(id, 4));

        runUntilCaughtUp(batch);

        assertThat(fixture.publishedVersions(id).stream().distinct().sorted()).containsExactly(1L, 2L, 3L, 4L);
        List<Long> published = fixture.publishedVersions(id);
        assertThat(published.subList(published.size() - 4, published.size())).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatAMilestoneHasSeenAcknowledgedIsNotSentAgain() throws Exception {
        RelayBatch batch = fixture.batch();
        batch.run();
        fixture.store(RelayFixture.replaced(id, 4), RelayFixture.replaced(id, 5));
        batch.run();
        pretendThatMoreWasAcknowledged();

        runUntilCaughtUp(fixture.batch());

        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L);
    }

    @Test
    void aTopicThatWasDeletedIsMadeAgain() throws Exception {
        RelaySignal signal = new RelaySignal();
        Relay relay = fixture.relay(signal);
        relay.start();
        try {
            fixture.awaitPublished(id, List.of(1L, 2L, 3L));
            deleteTopic();

            fixture.store(RelayFixture.replaced(id, 4));
            signal.wake();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> fixture.publishedVersions(id).containsAll(List.of(1L, 2L, 3L, 4L)));
        } finally {
            relay.stop();
        }
    }

    @Test
    void nothingIsSentAgainWhereNothingWasLost() throws Exception {
        fixture.batch().run();

        assertThat(fixture.batch().run().outcome()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 3L);
    }

    private static void runUntilCaughtUp(RelayBatch batch) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(PublishingException.class)
                .until(() -> batch.run().outcome() == Outcome.CAUGHT_UP);
    }

    private void pretendThatMoreWasAcknowledged() throws SQLException {
        fixture.execute("""
                update ledger.relay_position set acknowledged =
                    (select jsonb_object_agg(key, value::bigint + 1000) from jsonb_each_text(acknowledged))
                where segment = 0""");
    }

    /** Returns once it is gone; it may be there again by then, as another one. */
    private void deleteTopic() throws Exception {
        String topic = fixture.settings.topics().events();
        try (Admin admin = admin()) {
            Uuid old = idOf(topic, admin);
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !idOf(topic, admin).equals(old));
        }
    }

    private void makeTopicAnew() throws Exception {
        deleteTopic();
        fixture.topics().make();
        try (Admin admin = admin()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            !idOf(fixture.settings.topics().events(), admin).equals(Uuid.ZERO_UUID));
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", RelayFixture.bootstrapServers()));
    }

    /** Zero for none. */
    private static Uuid idOf(String topic, Admin admin) throws Exception {
        return admin.listTopics().listings().get().stream()
                .filter(listing -> listing.name().equals(topic))
                .map(TopicListing::topicId)
                .findFirst()
                .orElse(Uuid.ZERO_UUID);
    }
}
