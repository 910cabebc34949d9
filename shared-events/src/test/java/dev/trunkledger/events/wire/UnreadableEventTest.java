package dev.trunkledger.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a consumer may find in place of an event; the refusal repeats none of it. */
class UnreadableEventTest {

    private static final String CANARY = "correct-horse-battery";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SealedEvent RESTORED = SampleEvents.lifeOfACredential().get(3);

    static List<SealedEvent> everyEvent() {
        return SampleEvents.lifeOfACredential();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                CANARY,
                "\"" + CANARY + "\"",
                "null",
                "1",
                "[\"" + CANARY + "\"]",
                "{\"" + CANARY,
                "{} " + CANARY,
                "{} {}",
                "{\"a\":\"" + CANARY + "\",\"a\":1}"
            })
    void aValueThatIsNoObjectIsRefusedWithoutRepeatingIt(String value) {
        assertRefused(() -> EventJson.read(EventTypes.CREATED, value.getBytes(UTF_8)));
        assertRefused(() -> EventJson.isIntact(value.getBytes(UTF_8)));
        assertRefused(() -> PublicCredentialJson.read(value.getBytes(UTF_8)));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};

        assertRefused(() -> EventJson.read(EventTypes.CREATED, bytes));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        byte[] deep = "{\"a\":".repeat(100_000).getBytes(UTF_8);

        assertRefused(() -> EventJson.read(EventTypes.CREATED, deep));
        assertRefused(() -> EventJson.isIntact(deep));
    }

    /** Its members are those of a replacement: only the sealed type tells that it is none. */
    @Test
    void anEventLabelledAsAnotherTypeThanItWasSealedAsIsRefused() {
        SealedEvent created = everyEvent().get(0);

        assertThat(assertRefused(() -> EventJson.read(EventTypes.REPLACED, created.json())))
                .hasMessageContaining("'type'");
        assertRefused(() -> AccessJson.read(EventTypes.REVEALED, created.json()));
        assertRefused(() -> AccessJson.read(EventTypes.CREATED, created.json()));
    }

    @Test
    void aTypeThatThisVersionDoesNotKnowIsRefused() {
        assertRefused(() -> EventJson.read(CANARY, RESTORED.json()));
        assertRefused(() -> EventJson.read(EventTypes.STATE, RESTORED.json()));
    }

    @Test
    void anEventOfAnotherTypeWithFewerMembersIsRefused() {
        SealedEvent deleted = everyEvent().get(2);

        assertRefused(() -> EventJson.read(EventTypes.REPLACED, deleted.json()));
    }

    /** Ill-typed or out of range; each would otherwise surface as some other exception or as a wrong value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/eventId|\"1-1-1-1-1\"",
                "/eventId|null",
                "/type|null",
                "/type|\"" + CANARY + "\"",
                "/credentialId|\"" + CANARY + "\"",
                "/providerId|\"" + CANARY + "-with-36-characters-\"",
                "/orgId|7",
                "/version|\"1\"",
                "/version|1.5",
                "/version|9223372036854775808",
                "/occurredTime|\"2026-03-01T08:00:00+02:00\"",
                "/occurredTime|\"" + CANARY + "Z\"",
                "/occurredTime|1772352000",
                "/createdTime|\"2026-03-01\"",
                "/previousHash|false",
                "/hash|null",
                "/actor|\"" + CANARY + "\"",
                "/actor/sub|null",
                "/actor/requestId|{}",
                "/settings|[]",
                "/settings/server|null",
                "/settings/transport|\"" + CANARY + "\"",
                "/settings/cpsLimit|2147483648",
                "/settings/cpsLimit|\"20\"",
                "/source|\"" + CANARY + "\"",
                "/secretVersion|true",
                "/lastSecretVersion|null",
                "/lastSecretVersion|2147483648",
                "/changedFields|\"" + CANARY + "\"",
                "/changedFields|[1]",
                "/effect|\"" + CANARY + "\"",
                "/restoredVersion|null"
            })
    void aFaultyMemberIsRefusedByNameOnly(String pointer, String value) {
        ObjectNode node = (ObjectNode) JSON.readTree(RESTORED.json());
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) node.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), JSON.readTree(value));

        assertThat(assertRefused(() -> EventJson.read(EventTypes.RESTORED, JSON.writeValueAsBytes(node))))
                .hasMessageContaining("'" + pointer.substring(slash + 1) + "'");
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aMissingMemberThatMustBeTextOrNumberIsRefused(SealedEvent sealed) {
        for (String name :
                List.of("eventId", "credentialId", "orgId", "version", "occurredTime", "actor", "settings")) {
            ObjectNode node = (ObjectNode) JSON.readTree(sealed.json());
            node.remove(name);
            assertRefused(() -> EventJson.read(sealed.type(), JSON.writeValueAsBytes(node)));
        }
    }

    @Test
    void textThatIsNotUnicodeIsNotSealed() {
        ObjectNode node = (ObjectNode) JSON.readTree(RESTORED.json());
        ((ObjectNode) node.get("settings")).put("description", "\ud83d");

        assertThatThrownBy(() -> EventHash.of(node)).isInstanceOf(IllegalArgumentException.class);
    }

    private static UnreadableEventException assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        UnreadableEventException refusal = catchThrowableOfType(UnreadableEventException.class, read);
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal).hasNoCause().hasMessageNotContaining(CANARY);
        return refusal;
    }
}
