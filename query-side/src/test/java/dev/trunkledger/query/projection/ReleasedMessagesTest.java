package dev.trunkledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.wire.CanonicalJson;
import dev.trunkledger.events.wire.EventHash;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What earlier releases wrote is projected by this version; what later ones will write does not throw it off. */
class ReleasedMessagesTest {

    private static final String NEWEST = ReleasedMessages.RELEASES.getLast();

    private final Fold fold = new Fold();
    private long nextOffset;

    static List<String> releases() {
        return ReleasedMessages.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theReadModelEndsAsThatReleaseToldTheStates(String release) {
        written(release).forEach(this::take);

        Map<String, Projected> found = byKey();
        Map<String, Released> told = new HashMap<>();
        ReleasedMessages.of(release, Topics.STATE).forEach(state -> told.put(state.key(), state));
        assertThat(fold.folded().parked()).isEmpty();
        assertThat(found.keySet()).isNotEmpty().isEqualTo(told.keySet());
        found.forEach((key, projected) -> {
            byte @Nullable [] state = Objects.requireNonNull(told.get(key)).value();
            if (state == null) {
                assertThat(projected.deletedTime()).isNotNull();
            } else {
                assertThat(projected.deletedTime()).isNull();
                assertThat(publicState(projected)).isEqualTo(PublicCredentialJson.read(state));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyEventAndAccessIsToldInHistoryByteForByte(String release) {
        written(release).forEach(this::take);

        assertThat(fold.folded().entries().stream().map(entry -> text(entry.json())))
                .containsExactlyElementsOf(written(release)
                        .map(message -> text(Objects.requireNonNull(message.value())))
                        .toList());
        assertThat(fold.folded().entries()).extracting(Entry::action).contains(Action.values());
    }

    @Test
    void anOptionalMemberOfALaterVersionIsKeptAndOtherwisePassedOver() {
        Released created = written(NEWEST).toList().getFirst();
        byte[] later = withMoreMembers(Objects.requireNonNull(created.value()));
        take(new Released(created.topic(), created.key(), created.headers(), later));

        assertThat(fold.folded().parked()).isEmpty();
        assertThat(fold.folded().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.json()).isEqualTo(later));
    }

    @Test
    void aTypeOfALaterVersionHoldsUpItsCredentialAlone() {
        List<Released> all = written(NEWEST).toList();
        String held = all.getFirst().key();
        for (Released message : all) {
            boolean second = message.key().equals(held) && version(message) == 2;
            take(second ? ofALaterType(message) : message);
        }

        Map<String, Projected> found = byKey();
        assertThat(Objects.requireNonNull(found.get(held)).version()).isEqualTo(1);
        assertThat(fold.folded().parked())
                .extracting(Parked::reason)
                .contains(ParkReason.UNKNOWN_TYPE, ParkReason.GAP)
                .containsOnly(ParkReason.UNKNOWN_TYPE, ParkReason.GAP);
        assertThat(fold.folded().parked())
                .allSatisfy(parked -> assertThat(parked.credentialId()).hasToString(held));
        assertThat(found).hasSizeGreaterThan(2);
    }

    /** Events and accesses; the states are for others. */
    private static Stream<Released> written(String release) {
        return ReleasedMessages.of(release).stream()
                .filter(message -> !message.topic().equals(Topics.STATE));
    }

    private void take(Released message) {
        MessageId id = new MessageId(new Partition(message.topic(), 0), nextOffset++);
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        fold.take(MessageReader.read(new Message(id, key, message.type(), message.value())));
    }

    private Map<String, Projected> byKey() {
        Map<String, Projected> found = new HashMap<>();
        fold.folded().credentials().forEach(one -> found.put(one.id().toString(), one));
        return found;
    }

    private static PublicCredential publicState(Projected projected) {
        return new PublicCredential(
                projected.id(),
                projected.orgId(),
                projected.content().settings(),
                projected.content().source(),
                projected.content().providerId(),
                projected.content().createdTime(),
                projected.lastUpdateTime(),
                projected.version(),
                projected.content().authPasswordSet());
    }

    private static byte[] withMoreMembers(byte[] event) {
        ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(event);
        ((ObjectNode) node.get("settings")).put("codecs", "opus");
        node.putObject("campaign").put("deep", 1);
        node.put("hash", EventHash.of(node));
        return CanonicalJson.bytes(node);
    }

    private static Released ofALaterType(Released message) {
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put("ce_type", "CredentialMoved.v1");
        return new Released(message.topic(), message.key(), headers, message.value());
    }

    private static long version(Released message) {
        return message.topic().equals(Topics.EVENTS)
                ? Long.parseLong(Objects.requireNonNull(message.headers().get("ce_sequence")))
                : 0;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
