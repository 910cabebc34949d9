package dev.trunkledger.pacing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits that earlier releases told hold; what later ones will tell does not throw this version off. */
class ReleasedStatesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEWEST = ReleasedMessages.RELEASES.getLast();

    private final Topics topics = Topics.withPrefix("test-" + UUID.randomUUID() + ".");
    private final String kafka = TestInfrastructure.kafka().bootstrapServers();

    static List<String> releases() {
        return ReleasedMessages.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatHoldsIsWhatThatReleaseToldLast(String release) {
        List<Released> states = ReleasedMessages.of(release, Topics.STATE);
        try (CallLimits limits = after(states)) {
            Map<String, Released> newest = new HashMap<>();
            states.forEach(state -> newest.put(state.key(), state));
            for (Released state : newest.values()) {
                assertThat(found(limits, state)).isEqualTo(expected(state.value()));
            }
            assertThat(newest.values()).extracting(Released::value).containsNull();
            assertThat(limits.pools("org-münchen", null, 10)).singleElement().satisfies(pool -> {
                assertThat(pool.cpsKey()).isEqualTo("pool-1");
                assertThat(pool.limit()).isEqualTo(15);
                assertThat(pool.size()).isEqualTo(2);
            });
        }
    }

    @Test
    void aLaterVersionsMembersArePassedOverAndItsTypesLeaveWhatIsKnown() {
        Released state = ReleasedMessages.of(NEWEST, Topics.STATE).get(1);
        byte[] value = Objects.requireNonNull(state.value());
        String text = new String(value, StandardCharsets.UTF_8);
        Map<String, String> laterType = new HashMap<>(state.headers());
        laterType.put("ce_type", "CredentialState.v2");
        List<Released> written = List.of(
                with(state, state.headers(), text.replace("{\"id\"", "{\"codecs\":\"opus\",\"id\"")),
                with(
                        state,
                        laterType,
                        text.replace("\"version\":2", "\"version\":3").replace("20", "1")));
        try (CallLimits limits = after(written)) {
            assertThat(found(limits, state)).isEqualTo(expected(value));
        }
    }

    private CallLimits after(List<Released> states) {
        try (TopicPublisher publisher = new TopicPublisher(kafka, topics).makeTopics(1)) {
            for (Released state : states) {
                publisher.publish(topics.state(), state.key(), state.headers(), state.value());
            }
        }
        CallLimits limits = CallLimits.follow(Map.of("bootstrap.servers", kafka), topics);
        await().atMost(PATIENCE).until(limits::ready);
        return limits;
    }

    private static Released with(Released state, Map<String, String> headers, String value) {
        return new Released(state.topic(), state.key(), headers, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable CredentialLimit expected(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        PublicCredential credential = PublicCredentialJson.read(value);
        return new CredentialLimit(
                credential.settings().cpsLimit(), credential.settings().cpsKey());
    }

    /** Null for a deleted one. */
    private static @Nullable CredentialLimit found(CallLimits limits, Released state) {
        String orgId = Objects.requireNonNull(state.headers().get("ce_orgid"));
        return switch (limits.find(orgId, UUID.fromString(state.key()))) {
            case CallLimits.Found.Known(Limits known) ->
                new CredentialLimit(
                        known.own(), known.pool() == null ? null : known.pool().cpsKey());
            case CallLimits.Found.Deleted _ -> null;
            case CallLimits.Found.Unknown _ -> throw new AssertionError("Unknown: " + state.key());
        };
    }
}
