package dev.trunkledger.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whoever edits an event must edit its hash, and then that of every event after it. */
class HashChainTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    static List<SealedEvent> everyEvent() {
        return SampleEvents.lifeOfACredential();
    }

    @Test
    void theHashIsSha256OverTheCanonicalEventWithoutItsHash() throws Exception {
        SealedEvent sealed = everyEvent().get(1);
        String withoutHash = new String(sealed.json(), UTF_8).replace("\"hash\":\"" + sealed.hash() + "\",", "");

        assertThat(withoutHash).doesNotContain("\"hash\"");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(withoutHash.getBytes(UTF_8))))
                .isEqualTo(sealed.hash());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aSealedEventIsCanonicalAndCarriesTheHashOfItsContent(SealedEvent sealed) {
        ObjectNode node = node(sealed);

        assertThat(text(sealed)).isEqualTo(new String(CanonicalJson.bytes(node), UTF_8));
        assertThat(EventHash.of(node)).isEqualTo(sealed.hash());
        assertThat(node.has(EventHash.MEMBER))
                .as("taking the hash leaves the event alone")
                .isTrue();
    }

    @Test
    void eachEventHoldsTheHashOfTheOneBefore() {
        List<SealedEvent> events = everyEvent();

        assertThat(events.get(0).event().envelope().previousHash()).isNull();
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).event().envelope().previousHash())
                    .isEqualTo(events.get(i - 1).hash());
        }
        assertThat(events).extracting(SealedEvent::hash).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orgId",
                "occurredTime",
                "previousHash",
                "source",
                "effect",
                "type",
                "/actor/sub",
                "/actor/reason",
                "/settings/server",
                "/settings/description"
            })
    void anEventWithAnEditedMemberIsNotIntact(String member) {
        ObjectNode node = node(everyEvent().get(1));
        ObjectNode parent =
                member.startsWith("/") ? (ObjectNode) node.at(member.substring(0, member.lastIndexOf('/'))) : node;
        parent.put(member.substring(member.lastIndexOf('/') + 1), "edited");

        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(node))).isFalse();
    }

    @Test
    void anEventWithAnAddedOrRemovedMemberIsNotIntact() {
        ObjectNode added = node(everyEvent().get(1)).put("added", true);
        ObjectNode removed = node(everyEvent().get(1));
        removed.remove("providerId");

        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(added))).isFalse();
        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(removed))).isFalse();
    }

    @Test
    void anEventWithoutAHashOrWithOneThatIsNoTextIsNotIntact() {
        ObjectNode node = node(everyEvent().get(1));

        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(node.without("hash"))))
                .isFalse();
        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(node.put("hash", 1))))
                .isFalse();
    }

    @Test
    void anEventWithANumberThatWasNeverSealedIsNotIntact() {
        ObjectNode node = node(everyEvent().get(1)).put("fraction", 0.5);

        assertThat(EventJson.isIntact(JSON.writeValueAsBytes(node))).isFalse();
    }

    @Test
    void otherSpacingAndOrderAreTheSameEvent() {
        String spread = node(everyEvent().get(1)).toPrettyString();

        assertThat(EventJson.isIntact(spread.getBytes(UTF_8))).isTrue();
    }

    @Test
    void aMemberThatStandsTwiceIsRefused() {
        String twice =
                "{\"orgId\":\"someone else\"," + text(everyEvent().get(1)).substring(1);

        assertThatThrownBy(() -> EventJson.isIntact(twice.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> EventJson.read(EventTypes.REPLACED, twice.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static String text(SealedEvent sealed) {
        return new String(sealed.json(), UTF_8);
    }

    private static ObjectNode node(SealedEvent sealed) {
        return (ObjectNode) JSON.readTree(sealed.json());
    }
}
