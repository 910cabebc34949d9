package dev.trunkledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of a later minor version, read by this one. */
class ForwardCompatibilityTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SealedEvent TODAYS = SampleEvents.lifeOfACredential().get(1);

    @Test
    void membersThatALaterVersionAddedAreTolerated() {
        SealedEvent read = EventJson.read(EventTypes.REPLACED, laterEvent());

        assertThat(read.event()).isEqualTo(TODAYS.event());
    }

    @Test
    void membersThatALaterVersionAddedAreKeptInTheHash() {
        byte[] later = laterEvent();

        assertThat(EventJson.isIntact(later)).isTrue();
        assertThat(EventJson.read(EventTypes.REPLACED, later).json()).isEqualTo(later);
        assertThat(EventJson.read(EventTypes.REPLACED, later).hash()).isNotEqualTo(TODAYS.hash());
    }

    @Test
    void membersThatALaterVersionAddedSatisfyTodaysSchema() {
        assertThat(ContractFiles.faults(EventTypes.REPLACED, laterEvent())).isEmpty();
    }

    @Test
    void aChangedFieldThatThisVersionDoesNotKnowIsLeftOut() {
        ObjectNode node = (ObjectNode) JSON.readTree(TODAYS.json());
        ((ArrayNode) node.get("changedFields")).removeAll().add("codecs").add("domain");

        assertThat(EventJson.read(EventTypes.REPLACED, JSON.writeValueAsBytes(node))
                        .event())
                .isInstanceOfSatisfying(
                        CredentialReplaced.class,
                        event -> assertThat(event.changedFields()).containsExactly(CredentialField.DOMAIN));
    }

    @Test
    void membersThatALaterVersionAddedToTheStateAreTolerated() {
        byte[] golden = ContractFiles.golden(EventTypes.STATE);
        ObjectNode later = ((ObjectNode) JSON.readTree(golden)).put("codecs", "opus");

        assertThat(PublicCredentialJson.read(JSON.writeValueAsBytes(later)))
                .isEqualTo(PublicCredentialJson.read(golden));
    }

    private static byte[] laterEvent() {
        ObjectNode node = (ObjectNode) JSON.readTree(TODAYS.json());
        node.put("campaign", "spring").putObject("later").put("deep", 1);
        ((ObjectNode) node.get("settings")).put("codecs", "opus");
        ((ObjectNode) node.get("actor")).put("device", "desk");
        node.put(EventHash.MEMBER, EventHash.of(node));
        return CanonicalJson.bytes(node);
    }
}
