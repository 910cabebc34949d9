package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeserializersTest {

    private static final SealedEvent EVENT = new TestTrunk("org-münchen")
            .created(TestTrunk.settings("a.test"))
            .history()
            .get(0);

    private final CredentialStateDeserializer states = new CredentialStateDeserializer();
    private final CredentialEventDeserializer events = new CredentialEventDeserializer();

    @Test
    void readsAState() {
        PublicCredential credential = PublicCredential.after(EVENT.event());

        assertThat(states.deserialize("t", headers(EventTypes.STATE), PublicCredentialJson.bytes(credential)))
                .isEqualTo(credential);
        assertThat(states.deserialize("t", PublicCredentialJson.bytes(credential)))
                .isEqualTo(credential);
    }

    @Test
    void aTombstoneIsNull() {
        assertThat(states.deserialize("t", headers(EventTypes.STATE), (byte[]) null))
                .isNull();
        assertThat(states.deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void refusesWhatIsNoState() {
        refuses(() -> states.deserialize("t", headers(EventTypes.STATE), bytes("{")));
        refuses(() -> states.deserialize("t", bytes("{\"id\":1}")));
        byte[] state = PublicCredentialJson.bytes(PublicCredential.after(EVENT.event()));
        refuses(() -> states.deserialize("t", headers("CredentialState.v2"), state));
    }

    @Test
    void readsAnEventOfTheTypeThatTheHeaderNames() {
        assertThat(events.deserialize("t", headers(EVENT.type()), EVENT.json())).isEqualTo(EVENT);
    }

    @Test
    void refusesAnEventThatWasChanged() {
        String changed = new String(EVENT.json(), StandardCharsets.UTF_8).replace("a.test", "b.test");

        refuses(() -> events.deserialize("t", headers(EVENT.type()), bytes(changed)));
    }

    @Test
    void refusesWhatIsNoEvent() {
        refuses(() -> events.deserialize("t", headers(EVENT.type()), bytes("[]")));
        refuses(() -> events.deserialize("t", headers(EventTypes.DELETED), EVENT.json()));
        refuses(() -> events.deserialize("t", headers("CredentialMoved.v1"), EVENT.json()));
        refuses(() -> events.deserialize("t", new RecordHeaders(), EVENT.json()));
        refuses(() -> events.deserialize("t", EVENT.json()));
        refuses(() -> events.deserialize("t", headers(EVENT.type()), (byte[]) null));
    }

    @Test
    void headersThatAreMissingOrMalformedAreNull() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(CloudEventHeaders.SEQUENCE, bytes("seven")).add(CloudEventHeaders.TYPE, null);

        assertThat(MessageHeaders.of(headers)).isEqualTo(new MessageHeaders(null, null, null));
        assertThat(MessageHeaders.of(headers(EVENT.type())))
                .isEqualTo(new MessageHeaders(EVENT.type(), "org-münchen", 1L));
    }

    private static void refuses(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(SerializationException.class)
                .hasCauseInstanceOf(UnreadableEventException.class)
                .hasMessageNotContaining("test");
    }

    private static Headers headers(String type) {
        RecordHeaders headers = new RecordHeaders();
        CloudEventHeaders.of(EVENT.event().envelope(), type, null)
                .forEach((name, text) -> headers.add(name, bytes(text)));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
