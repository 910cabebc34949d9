package dev.trunkledger.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's tables take up what earlier releases wrote. */
class ReleasedMessagesIT {

    static List<String> releases() {
        return ReleasedMessages.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyMessageBecomesARow(String release) {
        List<SealedEvent> events = ReleasedMessages.of(release, Topics.EVENTS).stream()
                .map(message -> EventJson.read(message.type(), value(message)))
                .toList();
        List<SealedAccess> accesses = ReleasedMessages.of(release, Topics.ACCESS).stream()
                .map(message -> AccessJson.read(message.type(), value(message)))
                .toList();
        try (ProjectedDatabase database = ProjectedDatabase.create()) {
            database.project(events);
            database.reveal(accesses);

            assertThat(Rows.texts(database.jdbc(), "select hash from audit_entry"))
                    .containsAll(events.stream().map(SealedEvent::hash).toList())
                    .containsAll(accesses.stream().map(SealedAccess::hash).toList())
                    .hasSize(events.size() + accesses.size());
            assertThat(Rows.texts(database.jdbc(), "select id::text from credential"))
                    .containsExactlyInAnyOrderElementsOf(events.stream()
                            .map(event -> event.event().credentialId().toString())
                            .distinct()
                            .toList());
            assertThat(Rows.texts(database.jdbc(), "select reason from parked_message"))
                    .isEmpty();
        }
    }

    private static byte[] value(Released message) {
        return Objects.requireNonNull(message.value());
    }
}
