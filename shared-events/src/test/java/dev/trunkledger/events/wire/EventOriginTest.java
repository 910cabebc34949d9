package dev.trunkledger.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.events.EventEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventOriginTest {

    @Test
    void isWhatTheWholeEventSays() {
        for (SealedEvent sealed : SampleEvents.lifeOfACredential()) {
            assertOrigin(sealed.json(), sealed.event().envelope());
        }
    }

    @Test
    void isWhatTheWholeAccessSays() {
        SealedAccess access = SampleEvents.anAccess();

        assertOrigin(access.json(), access.event().envelope());
    }

    @Test
    void isFoundWhateverTheOrderOfMembers() {
        String json = "{\"version\":7,\"previousHash\":\"ab\",\"settings\":{\"actor\":\"not this\",\"list\":[{}]},"
                + "\"actor\":{\"requestId\":\"r\",\"sub\":\"s\"}}";

        EventOrigin origin = EventOrigin.read(json.getBytes(UTF_8));

        assertThat(origin.actor().sub()).isEqualTo("s");
        assertThat(origin.previousHash()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{}", "{\"actor\":null}", "{\"actor\":{\"sub\":\"s\"}}"})
    void refusesWhatHasNoActor(String json) {
        byte[] bytes = json.getBytes(UTF_8);

        assertThatThrownBy(() -> EventOrigin.read(bytes)).isInstanceOf(UnreadableEventException.class);
    }

    private static void assertOrigin(byte[] json, EventEnvelope envelope) {
        assertThat(EventOrigin.read(json)).isEqualTo(new EventOrigin(envelope.actor(), envelope.previousHash()));
    }
}
