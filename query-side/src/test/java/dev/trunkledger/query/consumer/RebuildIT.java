package dev.trunkledger.query.consumer;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.EventsTopic;
import dev.trunkledger.query.fixtures.ProjectingSide;
import dev.trunkledger.query.store.Generation;
import dev.trunkledger.query.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildIT {

    private static final int CREDENTIALS = 60;

    private final EventsTopic topic = EventsTopic.create();
    private final TrunkledgerDatabase database = TestDatabase.create();
    private long published;

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void replayedReadModelsEqualThoseThatWereProjectedLive() {
        Map<String, List<String>> live;
        try (ProjectingSide side = ProjectingSide.of(topic, database)) {
            publishWithRepeatsGapsAndPoison();
            side.awaitMessages(published);
            live = Rows.of(side.readModels());
        }
        assertThat(live.get("credential")).hasSize(CREDENTIALS);
        assertThat(live.get("parked_message")).isNotEmpty();
        assertThat(live.get("access_head")).hasSize(CREDENTIALS);

        try (ProjectingSide rebuilt = ProjectingSide.of(topic, database, 2)) {
            rebuilt.awaitMessages(published);

            assertThat(Rows.of(rebuilt.readModels())).isEqualTo(live);
        }
    }

    @Test
    void anInstanceThatIsIdleNoticesThatTheReadModelsWereEmptied() {
        CredentialHistory history = aCredentialWithThreeVersions();
        try (ProjectingSide side = ProjectingSide.of(topic, database)) {
            topic.publish(history);
            side.awaitProjected(history);

            new Generation(side.bean(Flyway.class).getConfiguration().getDataSource()).ensure(2);

            assertThat(side.version(history)).isZero();
            side.awaitProjected(history);
        }
    }

    /** The offset that it would go on from is there again, with other messages before it. */
    @Test
    void anInstanceThatWasAwayNoticesThatKafkaLostMessagesAndGotThemAgain() {
        List<CredentialHistory> before = histories(20);
        try (ProjectingSide side = ProjectingSide.of(topic, database)) {
            before.forEach(topic::publish);
            before.forEach(side::awaitProjected);
        }
        topic.loseAll();
        List<CredentialHistory> after = histories(20);
        after.forEach(topic::publish);
        before.forEach(topic::publish);

        try (ProjectingSide side = ProjectingSide.of(topic, database)) {
            after.forEach(side::awaitProjected);

            assertThat(side.number("select count(*) from audit_entry")).isEqualTo(2 * 20 * 3);
            assertThat(side.number("select count(*) from parked_message")).isZero();
        }
    }

    private static List<CredentialHistory> histories(int number) {
        return Stream.generate(CredentialHistory::aCredentialWithThreeVersions)
                .limit(number)
                .toList();
    }

    private void publishWithRepeatsGapsAndPoison() {
        List<CredentialHistory> histories = new ArrayList<>();
        for (int i = 0; i < CREDENTIALS; i++) {
            CredentialHistory history = i % 2 == 0 ? aCredentialWithThreeVersions() : aCredential();
            histories.add(i % 3 == 0 ? history.secretEntered().deleted().erased() : history.secretEntered());
        }
        publishAccesses(histories);
        for (CredentialHistory history : histories) {
            publish(history, 1);
            if (history.version() > 2) {
                publish(history, 3);
                publish(history, 2);
                publish(history, 1);
            } else {
                topic.publish(history.id().toString(), null, null);
                published++;
            }
        }
        // The rest of every second one, so that some stay held up.
        for (int i = 0; i < CREDENTIALS; i += 2) {
            for (long version = 5; version <= histories.get(i).version(); version++) {
                publish(histories.get(i), version);
            }
            if (i % 4 == 0) {
                publish(histories.get(i), 4);
            }
        }
    }

    /** In an order of their own, some twice, one in ten held up for ever. */
    private void publishAccesses(List<CredentialHistory> histories) {
        for (int i = 0; i < CREDENTIALS; i++) {
            CredentialHistory history = histories.get(i).revealed(2).revealed(2).revealed(2);
            for (long sequence : i % 10 == 0 ? new long[] {1, 3} : new long[] {3, 1, 1, 2}) {
                topic.reveal(history.access(sequence));
                published++;
            }
        }
        topic.reveal(histories.get(1).id().toString(), "SecretSung.v1", new byte[] {1});
        published++;
    }

    private void publish(CredentialHistory history, long version) {
        topic.publish(history.event(version));
        published++;
    }
}
