package dev.trunkledger.query.projection;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.fixtures.CredentialHistory;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

    private final Readings readings = new Readings();
    private final SealedEvent event = aCredential().event(1);
    private final UUID id = event.event().credentialId();

    @Test
    void readsEveryTypeOfEvent() {
        CredentialHistory history =
                aCredential().secretEntered().restored(1).deleted().erased();

        assertThat(history.events())
                .extracting(SealedEvent::type)
                .containsExactly(
                        EventTypes.CREATED,
                        EventTypes.REPLACED,
                        EventTypes.RESTORED,
                        EventTypes.DELETED,
                        EventTypes.ERASED);
        assertThat(history.events())
                .allSatisfy(each -> assertThat(readings.of(each))
                        .isInstanceOfSatisfying(
                                Reading.Event.class,
                                reading -> assertThat(reading.sealed()).isEqualTo(each)));
    }

    @Test
    void setsTombstonesAside() {
        assertUnusable(readings.message(id, event.type(), null), ParkReason.TOMBSTONE);
    }

    @Test
    void setsUnknownTypesAside() {
        assertUnusable(readings.message(id, "CredentialMoved.v1", event.json()), ParkReason.UNKNOWN_TYPE);
        assertUnusable(readings.message(id, null, event.json()), ParkReason.UNKNOWN_TYPE);
    }

    @Test
    void setsBytesAsideThatAreNoEvent() {
        assertUnusable(readings.message(id, event.type(), bytes("{")), ParkReason.UNREADABLE);
        assertUnusable(readings.message(id, event.type(), bytes("[]")), ParkReason.UNREADABLE);
        assertUnusable(readings.message(id, event.type(), new byte[] {(byte) 0xff, 0}), ParkReason.UNREADABLE);
        assertUnusable(readings.message(id, event.type(), bytes("[".repeat(100_000))), ParkReason.UNREADABLE);
        assertUnusable(
                readings.message(id, event.type(), bytes(text().replace("\"version\":1", "\"version\":1e999"))),
                ParkReason.UNREADABLE);
    }

    @Test
    void setsAnEventUnderAnotherKeyAside() {
        UUID other = UUID.randomUUID();
        Reading reading = MessageReader.read(readings.message(other, event.type(), event.json()));

        assertThat(reading).isInstanceOfSatisfying(Reading.Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(ParkReason.WRONG_KEY);
            assertThat(unusable.credentialId()).isEqualTo(other);
        });
        assertThat(MessageReader.read(readings.message(null, event.type(), event.json())))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.credentialId()).isNull());
    }

    @Test
    void setsAnEditedEventAside() {
        String edited = text().replace("sip.example.com", "evil.example.com");

        assertUnusable(readings.message(id, event.type(), bytes(edited)), ParkReason.NOT_INTACT);
    }

    private String text() {
        return new String(event.json(), StandardCharsets.UTF_8);
    }

    private void assertUnusable(Message message, ParkReason reason) {
        assertThat(MessageReader.read(message)).isInstanceOfSatisfying(Reading.Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(reason);
            assertThat(unusable.credentialId()).isEqualTo(id);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
