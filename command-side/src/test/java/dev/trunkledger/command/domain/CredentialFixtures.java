package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands and credentials for tests, named as one would speak of them. */
final class CredentialFixtures {

    static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000000c1");
    static final UUID PROVIDER_ID = UUID.fromString("00000000-0000-4000-8000-0000000000f1");
    static final String ORG = "acme";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    static final EventActor ALICE = new EventActor("alice", "console", "192.0.2.7", "curl", "why not", "r-1", null);
    static final SecretFingerprint FIRST_SECRET = new SecretFingerprint("11".repeat(32));
    static final SecretFingerprint OTHER_SECRET = new SecretFingerprint("22".repeat(32));
    static final TrunkSettings SETTINGS =
            new TrunkSettings("sip.example.com", Transport.UDP, null, "alice", "Main line", 10, "pool");

    private CredentialFixtures() {}

    static CommandContext alice() {
        return context(ORG, false, NOON);
    }

    static CommandContext aliceAt(Instant now) {
        return context(ORG, false, now);
    }

    static CommandContext theProvider() {
        return context(ORG, true, NOON);
    }

    static CommandContext somebodyElse() {
        return context("other", false, NOON);
    }

    private static CommandContext context(String orgId, boolean provider, Instant now) {
        return new CommandContext(orgId, ALICE, provider, now, UUID.randomUUID());
    }

    static Credential aCredentialWithoutSecret() {
        return after(Credential.absent(), create(alice(), new SecretChange.Omitted(), null), null);
    }

    /** Its secret is {@link #FIRST_SECRET}. */
    static Credential aCredentialWithASecret() {
        return after(Credential.absent(), create(alice(), new SecretChange.Enter(FIRST_SECRET), null), null);
    }

    static Credential aCredentialOfTheProvider() {
        return after(
                Credential.absent(), create(theProvider(), new SecretChange.Enter(FIRST_SECRET), PROVIDER_ID), null);
    }

    static Credential aDeletedCredential() {
        return after(aCredentialWithASecret(), new DeleteSipCredential(ID, alice(), null), FIRST_SECRET);
    }

    static CreateSipCredential create(CommandContext context, SecretChange secret, @Nullable UUID providerId) {
        return new CreateSipCredential(ID, context, SETTINGS, secret, providerId);
    }

    static UpdateSipCredential update(TrunkSettings settings, SecretChange secret) {
        return new UpdateSipCredential(ID, alice(), null, settings, secret);
    }

    static TrunkSettings withServer(String server) {
        return new TrunkSettings(
                server,
                SETTINGS.transport(),
                SETTINGS.domain(),
                SETTINGS.authUser(),
                SETTINGS.description(),
                SETTINGS.cpsLimit(),
                SETTINGS.cpsKey());
    }

    static TrunkSettings withTransport(Transport transport) {
        return new TrunkSettings(
                SETTINGS.server(),
                transport,
                SETTINGS.domain(),
                SETTINGS.authUser(),
                SETTINGS.description(),
                SETTINGS.cpsLimit(),
                SETTINGS.cpsKey());
    }

    static TrunkSettings withDescription(@Nullable String description) {
        return new TrunkSettings(
                SETTINGS.server(),
                SETTINGS.transport(),
                SETTINGS.domain(),
                SETTINGS.authUser(),
                description,
                SETTINGS.cpsLimit(),
                SETTINGS.cpsKey());
    }

    static TrunkSettings withLimit(@Nullable Integer cpsLimit, @Nullable String cpsKey) {
        return new TrunkSettings(
                SETTINGS.server(),
                SETTINGS.transport(),
                SETTINGS.domain(),
                SETTINGS.authUser(),
                SETTINGS.description(),
                cpsLimit,
                cpsKey);
    }

    static Credential anErasedCredential() {
        return after(aDeletedCredential(), new EraseSecrets(ID, alice(), null), null);
    }

    /** What comes of a command that goes back to no earlier version. */
    static Decision decide(Credential before, CredentialCommand command, @Nullable SecretFingerprint stored) {
        return CredentialDecider.decide(before, command, stored, null);
    }

    /** The state after a command that must be accepted. */
    static Credential after(Credential before, CredentialCommand command, @Nullable SecretFingerprint stored) {
        return Credential.evolve(before, EventJson.seal(accepted(before, command, stored)));
    }

    static CredentialEvent accepted(Credential before, CredentialCommand command, @Nullable SecretFingerprint stored) {
        return accepted(decide(before, command, stored));
    }

    static CredentialEvent accepted(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(CredentialEvent event) -> event;
            case Decision other -> throw new AssertionError("Expected an event but got " + other);
        };
    }
}
