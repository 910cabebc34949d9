package dev.trunkledger.query.consumer;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.EventsTopic;
import dev.trunkledger.query.fixtures.ProjectingSide;
import dev.trunkledger.query.fixtures.Settings;
import dev.trunkledger.query.store.ProjectedDatabase;
import dev.trunkledger.query.store.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RebalanceIT {

    private static final int CREDENTIALS = 40;
    private static final int VERSIONS = 100;
    private static final int ACCESSES = 10;

    @Test
    void instancesThatComeAndGoLeaveTheSameRowsAsOneThatStays() throws Exception {
        List<CredentialHistory> histories = IntStream.range(0, CREDENTIALS)
                .mapToObj(number -> longHistory())
                .toList();
        TrunkledgerDatabase database = TestDatabase.create();
        try (EventsTopic topic = EventsTopic.create();
                ProjectedDatabase expected = ProjectedDatabase.create();
                ProjectingSide first = ProjectingSide.of(topic, database)) {
            Thread relay = Thread.ofPlatform().start(() -> publishInTurns(histories, topic));
            first.awaitMessages(200);
            try (ProjectingSide second = ProjectingSide.of(topic, database)) {
                second.awaitMessages(second.number("select sum(next_offset) from projection_position") + 200);
            }
            try (ProjectingSide third = ProjectingSide.of(topic, database)) {
                first.close();
                relay.join();
                third.awaitMessages((long) CREDENTIALS * (VERSIONS + ACCESSES));

                histories.forEach(expected::project);
                assertThat(Rows.of(third.readModels())).isEqualTo(Rows.of(expected.jdbc()));
            }
        }
    }

    private static void publishInTurns(List<CredentialHistory> histories, EventsTopic topic) {
        for (int version = 1; version <= VERSIONS; version++) {
            for (CredentialHistory history : histories) {
                topic.publish(history.event(version));
                if (version % (VERSIONS / ACCESSES) == 0) {
                    topic.reveal(history.access(version / (VERSIONS / ACCESSES)));
                }
            }
        }
    }

    private static CredentialHistory longHistory() {
        CredentialHistory history = aCredential();
        for (int version = 2; version <= VERSIONS; version++) {
            int limit = version;
            history.replaced(settings -> Settings.of(settings).cpsLimit(limit).build());
        }
        for (int sequence = 1; sequence <= ACCESSES; sequence++) {
            history.revealed(sequence * (VERSIONS / ACCESSES));
        }
        return history;
    }
}
