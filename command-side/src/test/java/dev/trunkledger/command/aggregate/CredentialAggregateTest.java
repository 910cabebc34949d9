package dev.trunkledger.command.aggregate;

import static org.axonframework.test.matchers.Matchers.matches;

import dev.trunkledger.command.domain.CommandContext;
import dev.trunkledger.command.domain.CreateSipCredential;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.DeleteSipCredential;
import dev.trunkledger.command.domain.EarlierVersion;
import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.command.domain.Rejection;
import dev.trunkledger.command.domain.RestoreSipCredential;
import dev.trunkledger.command.domain.SecretChange;
import dev.trunkledger.command.domain.SecretFingerprint;
import dev.trunkledger.command.domain.UpdateSipCredential;
import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialAggregateTest {

    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000000c1");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final EventActor ALICE = new EventActor("alice", null, null, null, null, "r-1", null);
    private static final TrunkSettings SETTINGS = settings("sip.example.com");
    private static final SecretFingerprint STORED = new SecretFingerprint("11".repeat(32));
    private static final SecretFingerprint OTHER = new SecretFingerprint("22".repeat(32));

    private final FixtureConfiguration<CredentialAggregate> fixture =
            new AggregateTestFixture<>(CredentialAggregate.class);

    CredentialAggregateTest() {
        CommandTargetResolver target = message ->
                new VersionedAggregateIdentifier(((CredentialCommand) message.getPayload()).credentialId(), null);
        StoredFingerprints fingerprints = (id, secretVersion) -> secretVersion == null ? null : STORED;
        EarlierVersions versions = (id, version) -> new EarlierVersion(content(1), false);
        fixture.registerCommandTargetResolver(target)
                .registerInjectableResource(fingerprints)
                .registerInjectableResource(versions);
    }

    @Test
    void creatingLeadsToASealedCreation() {
        fixture.givenNoPriorActivity()
                .when(new CreateSipCredential(ID, context(), SETTINGS, new SecretChange.Omitted(), null))
                .expectEventsMatching(oneEvent(event -> event instanceof CredentialCreated && event.version() == 1))
                .expectResultMessagePayloadMatching(matches(CredentialAggregateTest::isChanged));
    }

    @Test
    void replacingLeadsToTheNextVersion() {
        SealedEvent created = created(null);

        fixture.given(created)
                .when(update(settings("other.example.com"), new SecretChange.Omitted(), null))
                .expectEventsMatching(oneEvent(event -> event instanceof CredentialReplaced
                        && event.version() == 2
                        && created.hash().equals(event.envelope().previousHash())))
                .expectResultMessagePayloadMatching(matches(CredentialAggregateTest::isChanged));
    }

    @Test
    void replacingByTheSameLeadsToNothing() {
        SealedEvent created = created(null);

        fixture.given(created)
                .when(update(SETTINGS, new SecretChange.Omitted(), null))
                .expectNoEvents()
                .expectResultMessagePayload(new CommandOutcome(PublicCredential.after(created.event()), false));
    }

    @Test
    void theSamePasswordEnteredAgainLeadsToNothing() {
        fixture.given(created(1))
                .when(update(SETTINGS, new SecretChange.Enter(STORED), null))
                .expectNoEvents();
    }

    @Test
    void anotherPasswordLeadsToTheNextSecretVersion() {
        fixture.given(created(1))
                .when(update(SETTINGS, new SecretChange.Enter(OTHER), null))
                .expectEventsMatching(oneEvent(
                        event -> Integer.valueOf(2).equals(event.content().secretVersion())));
    }

    @Test
    void deletingLeadsToADeletion() {
        fixture.given(created(null))
                .when(new DeleteSipCredential(ID, context(), null))
                .expectEventsMatching(oneEvent(event -> event instanceof CredentialDeleted && event.version() == 2));
    }

    @Test
    void aRefusalLeadsToNothingAndSaysWhy() {
        expectRefusal(
                fixture.givenNoPriorActivity().when(update(SETTINGS, new SecretChange.Omitted(), null)),
                new Rejection.NotFound());
        expectRefusal(
                fixture.given(created(null)).when(update(SETTINGS, new SecretChange.Omitted(), ExpectedVersion.of(9))),
                new Rejection.VersionMismatch(1));
    }

    @Test
    void aDeletedCredentialIsAStateLikeAnyOther() {
        SealedEvent created = created(null);

        expectRefusal(
                fixture.given(created, deleted(created)).when(new DeleteSipCredential(ID, context(), null)),
                new Rejection.Gone());
    }

    @Test
    void restoringLeadsToARestoration() {
        fixture.given(created(null))
                .when(new RestoreSipCredential(ID, context(), null, 1, true))
                .expectNoEvents();
        SealedEvent created = created(1);
        fixture.given(created, deleted(created))
                .when(new RestoreSipCredential(ID, context(), null, 1, true))
                .expectEventsMatching(oneEvent(event -> event instanceof CredentialRestored && event.version() == 3));
        expectRefusal(
                fixture.given(created).when(new RestoreSipCredential(ID, context(), null, 1, false)),
                new Rejection.SecretDestroyed());
        expectRefusal(
                fixture.given(created).when(new RestoreSipCredential(ID, context(), null, 2, false)),
                new Rejection.NoSuchVersion());
    }

    @Test
    void erasingLeadsToAnErasure() {
        SealedEvent created = created(1);

        fixture.given(created, deleted(created))
                .when(new EraseSecrets(ID, context(), null))
                .expectEventsMatching(oneEvent(event -> event instanceof SecretsErased && event.version() == 3));
        expectRefusal(fixture.given(created).when(new EraseSecrets(ID, context(), null)), new Rejection.NotDeleted());
    }

    private static void expectRefusal(ResultValidator<CredentialAggregate> result, Rejection expected) {
        result.expectNoEvents()
                .expectException(matches((Throwable thrown) -> thrown instanceof RejectedCommand refused
                        && refused.rejection().equals(expected)));
    }

    private static Matcher<List<EventMessage<?>>> oneEvent(Predicate<CredentialEvent> condition) {
        return matches((List<EventMessage<?>> messages) -> messages.size() == 1
                && messages.getFirst().getPayload() instanceof SealedEvent sealed
                && EventJson.isIntact(sealed.json())
                && condition.test(sealed.event()));
    }

    private static boolean isChanged(CommandOutcome outcome) {
        return outcome.changed();
    }

    private static CommandContext context() {
        return new CommandContext("acme", ALICE, false, NOON, UUID.randomUUID());
    }

    private static UpdateSipCredential update(
            TrunkSettings settings, SecretChange secret, @Nullable ExpectedVersion expected) {
        return new UpdateSipCredential(ID, context(), expected, settings, secret);
    }

    private static SealedEvent created(@Nullable Integer secretVersion) {
        EventEnvelope envelope = new EventEnvelope(UUID.randomUUID(), ID, "acme", 1, NOON, ALICE, null);
        return EventJson.seal(new CredentialCreated(envelope, content(secretVersion), Set.of(), Effect.NONE));
    }

    private static CredentialContent content(@Nullable Integer secretVersion) {
        return new CredentialContent(
                SETTINGS, Source.MANUAL, null, NOON, secretVersion, secretVersion == null ? 0 : secretVersion);
    }

    private static SealedEvent deleted(SealedEvent created) {
        EventEnvelope envelope = new EventEnvelope(UUID.randomUUID(), ID, "acme", 2, NOON, ALICE, created.hash());
        return EventJson.seal(new CredentialDeleted(envelope, created.event().content()));
    }

    private static TrunkSettings settings(String server) {
        return new TrunkSettings(server, Transport.UDP, null, null, null, null, null);
    }
}
