package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.decide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials whose events an earlier release recorded are led on by this version. */
class ReleasedEventsTest {

    private static final Instant TODAY = Instant.parse("2030-01-01T00:00:00Z");

    private final Map<UUID, Credential> credentials = new HashMap<>();
    private final List<Credential.Recorded> everyState = new ArrayList<>();

    static List<String> releases() {
        return ReleasedMessages.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void eachEventLeavesTheCredentialAsThatReleaseTold(String release) {
        Map<String, Released> told = new HashMap<>();
        ReleasedMessages.of(release, Topics.STATE)
                .forEach(state -> told.put(state.headers().get("ce_id"), state));
        for (Released message : ReleasedMessages.of(release, Topics.EVENTS)) {
            Credential.Recorded after = evolve(message);
            byte @Nullable [] state = Objects.requireNonNull(
                            told.get(message.headers().get("ce_id")))
                    .value();

            if (state == null) {
                assertThat(after)
                        .isInstanceOf(
                                message.type().equals(EventTypes.DELETED)
                                        ? Credential.Deleted.class
                                        : Credential.Erased.class);
            } else {
                PublicCredential expected = PublicCredentialJson.read(state);
                assertThat(after).isInstanceOf(Credential.Active.class);
                assertThat(after.publicState()).isEqualTo(expected);
            }
        }
        assertThat(credentials).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyStateThatEverWasCanBeChangedOn(String release) {
        ReleasedMessages.of(release, Topics.EVENTS).forEach(this::evolve);

        for (Credential.Recorded state : everyState) {
            List<CredentialEvent> next = switch (state) {
                case Credential.Active active ->
                    List.of(
                            accepted(decide(active, update(active), null)),
                            accepted(decide(active, delete(active), null)));
                case Credential.Deleted deleted ->
                    List.of(accepted(decide(deleted, erase(deleted), null)), restored(deleted));
                case Credential.Erased erased -> List.of(restored(erased));
            };
            assertThat(next).allSatisfy(event -> follows(state, event));
        }
        assertThat(everyState).hasAtLeastOneElementOfType(Credential.Erased.class);
    }

    private Credential.Recorded evolve(Released message) {
        SealedEvent event = EventJson.read(message.type(), Objects.requireNonNull(message.value()));
        UUID id = event.event().credentialId();
        Credential before = credentials.getOrDefault(id, Credential.absent());
        Credential.Recorded after = (Credential.Recorded) Credential.evolve(before, event);
        credentials.put(id, after);
        everyState.add(after);
        return after;
    }

    /** As it goes to the store: sealed onto what the earlier release wrote. */
    private static void follows(Credential.Recorded before, CredentialEvent event) {
        SealedEvent sealed = EventJson.seal(event);
        SealedEvent stored = EventJson.read(sealed.type(), sealed.json());
        assertThat(stored.event().version()).isEqualTo(before.version() + 1);
        assertThat(stored.event().envelope().previousHash()).isEqualTo(before.headHash());
        assertThat(((Credential.Recorded) Credential.evolve(before, stored)).content())
                .isEqualTo(event.content());
    }

    private static CredentialEvent restored(Credential.Recorded state) {
        var command = new RestoreSipCredential(state.id(), context(state), null, 1, false);
        return accepted(CredentialDecider.decide(state, command, null, new EarlierVersion(state.content(), true)));
    }

    private static UpdateSipCredential update(Credential.Active state) {
        TrunkSettings before = state.content().settings();
        TrunkSettings settings = new TrunkSettings(
                "sip.today.example.com",
                before.transport(),
                before.domain(),
                before.authUser(),
                before.description(),
                before.cpsLimit(),
                before.cpsKey());
        return new UpdateSipCredential(
                state.id(),
                context(state),
                ExpectedVersion.of(state.version()),
                settings,
                new SecretChange.Enter(CredentialFixtures.OTHER_SECRET));
    }

    private static DeleteSipCredential delete(Credential.Active state) {
        return new DeleteSipCredential(state.id(), context(state), ExpectedVersion.of(state.version()));
    }

    private static EraseSecrets erase(Credential.Deleted state) {
        return new EraseSecrets(state.id(), context(state), ExpectedVersion.of(state.version()));
    }

    private static CommandContext context(Credential.Recorded state) {
        EventActor actor = new EventActor("today", null, null, null, null, "request", null);
        return new CommandContext(state.orgId(), actor, true, TODAY, UUID.randomUUID());
    }
}
