package dev.trunkledger.events.released;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.consumer.CredentialEventDeserializer;
import dev.trunkledger.events.consumer.CredentialStateDeserializer;
import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of each release are as they were, and are read by the classes that this version gives to consumers. */
class ReleasedMessagesTest {

    private static final List<String> EVERY_TYPE = List.of(
            EventTypes.CREATED,
            EventTypes.REPLACED,
            EventTypes.RESTORED,
            EventTypes.DELETED,
            EventTypes.ERASED,
            EventTypes.REVEALED,
            EventTypes.STATE);

    static List<String> releases() {
        return ReleasedMessages.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatWasReleasedIsNeverEdited(String release) {
        assertThat(ReleasedMessages.hashes(release))
                .isNotEmpty()
                .allSatisfy((file, hash) -> assertThat(ReleaseUnderWay.sha256(ReleasedMessages.bytes(release, file)))
                        .as(file)
                        .isEqualTo(hash));
    }

    @Test
    void everyFileOfAReleaseIsInItsIndex() throws Exception {
        Path directory = Path.of(
                Objects.requireNonNull(getClass().getResource("/released")).toURI());
        assertThat(names(directory)).containsExactlyInAnyOrderElementsOf(releases());
        for (String release : releases()) {
            assertThat(names(directory.resolve(release)))
                    .filteredOn(name -> !name.equals(ReleasedMessages.INDEX))
                    .containsExactlyInAnyOrderElementsOf(
                            ReleasedMessages.hashes(release).keySet());
        }
    }

    /** What a release copies: see the runbook, "Upgrading". */
    @Test
    void whatThisVersionWritesLiesReadyToBeFrozen() throws IOException {
        Path directory = Path.of("target", "released");
        ReleaseUnderWay.write(directory);

        assertThat(names(directory)).contains(ReleasedMessages.INDEX);
        assertThat(ReleaseUnderWay.messages())
                .extracting(Released::type)
                .as("every type there is")
                .containsAll(EVERY_TYPE);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyEventIsReadAndFollowsTheOneBefore(String release) {
        var values = new CredentialEventDeserializer();
        Map<String, SealedEvent> newest = new HashMap<>();
        for (Released message : ReleasedMessages.of(release, Topics.EVENTS)) {
            SealedEvent event = values.deserialize(message.topic(), headers(message), message.value());
            @Nullable SealedEvent before = newest.put(message.key(), event);

            assertThat(event.type()).isEqualTo(message.type());
            assertThat(event.event().credentialId()).hasToString(message.key());
            assertThat(event.event().version())
                    .isEqualTo(before == null ? 1 : before.event().version() + 1);
            assertThat(event.event().envelope().previousHash()).isEqualTo(before == null ? null : before.hash());
        }
        assertThat(newest).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyAccessIsReadAndFollowsTheOneBefore(String release) {
        Map<String, SealedAccess> newest = new HashMap<>();
        for (Released message : ReleasedMessages.of(release, Topics.ACCESS)) {
            SealedAccess access = AccessJson.read(message.type(), Objects.requireNonNull(message.value()));
            @Nullable SealedAccess before = newest.put(message.key(), access);

            assertThat(EventJson.isIntact(access.json())).isTrue();
            assertThat(access.event().sequence())
                    .isEqualTo(before == null ? 1 : before.event().sequence() + 1);
            assertThat(access.event().envelope().previousHash()).isEqualTo(before == null ? null : before.hash());
        }
        assertThat(newest).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyStateIsThatOfTheEventWithItsId(String release) {
        Map<String, SealedEvent> events = new HashMap<>();
        for (Released message : ReleasedMessages.of(release, Topics.EVENTS)) {
            events.put(message.headers().get("ce_id"), EventJson.read(message.type(), value(message)));
        }
        var values = new CredentialStateDeserializer();
        for (Released message : ReleasedMessages.of(release, Topics.STATE)) {
            @Nullable PublicCredential state = values.deserialize(message.topic(), headers(message), message.value());
            SealedEvent event =
                    Objects.requireNonNull(events.get(message.headers().get("ce_id")));
            if (state == null) {
                assertThat(event.type()).isIn(EventTypes.DELETED, EventTypes.ERASED);
            } else {
                assertThat(state).isEqualTo(PublicCredential.after(event.event()));
            }
        }
        assertThat(events).isNotEmpty();
    }

    private static byte[] value(Released message) {
        return Objects.requireNonNull(message.value());
    }

    private static RecordHeaders headers(Released message) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
