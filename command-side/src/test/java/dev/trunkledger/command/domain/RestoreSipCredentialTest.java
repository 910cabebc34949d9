package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.ALICE;
import static dev.trunkledger.command.domain.CredentialFixtures.FIRST_SECRET;
import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static dev.trunkledger.command.domain.CredentialFixtures.NOON;
import static dev.trunkledger.command.domain.CredentialFixtures.ORG;
import static dev.trunkledger.command.domain.CredentialFixtures.OTHER_SECRET;
import static dev.trunkledger.command.domain.CredentialFixtures.PROVIDER_ID;
import static dev.trunkledger.command.domain.CredentialFixtures.SETTINGS;
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialOfTheProvider;
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialWithASecret;
import static dev.trunkledger.command.domain.CredentialFixtures.aDeletedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.after;
import static dev.trunkledger.command.domain.CredentialFixtures.alice;
import static dev.trunkledger.command.domain.CredentialFixtures.anErasedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.somebodyElse;
import static dev.trunkledger.command.domain.CredentialFixtures.theProvider;
import static dev.trunkledger.command.domain.CredentialFixtures.update;
import static dev.trunkledger.command.domain.CredentialFixtures.withDescription;
import static dev.trunkledger.command.domain.CredentialFixtures.withLimit;
import static dev.trunkledger.command.domain.CredentialFixtures.withServer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.Source;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoreSipCredentialTest {

    /** Version 1 of the fixtures' credential, whose secret is still there. */
    private static final EarlierVersion FIRST = earlier(1, true);

    private static final EarlierVersion FIRST_ERASED = earlier(1, false);
    private static final EarlierVersion BARE = earlier(null, false);

    private final Credential.Active changed = (Credential.Active) after(
            aCredentialWithASecret(),
            update(withServer("other.example.com"), new SecretChange.Enter(OTHER_SECRET)),
            FIRST_SECRET);

    @Test
    void takesSettingsAndSecretOfThenAndKeepsTheRest() {
        RestoreSipCredential command = restore(alice(), false);

        assertThat(accepted(decide(changed, command, FIRST)))
                .isEqualTo(new CredentialRestored(
                        new EventEnvelope(command.context().eventId(), ID, ORG, 3, NOON, ALICE, changed.headHash()),
                        new CredentialContent(SETTINGS, Source.MANUAL, null, NOON, 1, 2),
                        1,
                        Set.of(CredentialField.SERVER, CredentialField.AUTH_PASSWORD),
                        Effect.RE_REGISTER));
    }

    @Test
    void tellsAnActiveCredentialsConsumersNoMoreThanWhatChanges() {
        Credential limited =
                after(aCredentialWithASecret(), update(withLimit(99, "pool"), new SecretChange.Keep()), FIRST_SECRET);
        Credential described =
                after(aCredentialWithASecret(), update(withDescription("x"), new SecretChange.Keep()), FIRST_SECRET);

        assertThat(restored(limited, false, FIRST).effect()).isEqualTo(Effect.THROTTLE_ONLY);
        assertThat(restored(described, false, FIRST).effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void isNoChangeWhenAnActiveCredentialIsLikeThatAlready() {
        assertThat(decide(aCredentialWithASecret(), restore(alice(), false), FIRST))
                .isEqualTo(new Decision.Unchanged());
    }

    @Test
    void hasConsumersTakeUpAgainWhatTheyDropped() {
        CredentialRestored deleted = restored(aDeletedCredential(), false, FIRST);

        assertThat(deleted.changedFields()).isEmpty();
        assertThat(deleted.effect()).isEqualTo(Effect.RE_REGISTER);
        assertThat(deleted.content().secretVersion()).isEqualTo(1);
        assertThat(restored(anErasedCredential(), true, FIRST_ERASED).effect()).isEqualTo(Effect.RE_REGISTER);
    }

    @Test
    void comesBackWithoutASecretWhenItIsToldTo() {
        assertThat(restored(changed, true, FIRST).content().secretVersion()).isNull();
        assertThat(restored(aDeletedCredential(), true, FIRST).changedFields())
                .containsExactly(CredentialField.AUTH_PASSWORD);
        assertThat(restored(anErasedCredential(), true, FIRST_ERASED).content())
                .isEqualTo(new CredentialContent(SETTINGS, Source.MANUAL, null, NOON, null, 1));
    }

    @Test
    void saysThatTheSecretWasDestroyed() {
        Decision destroyed = new Decision.Rejected(new Rejection.SecretDestroyed());

        for (Credential state : List.of(changed, aDeletedCredential(), anErasedCredential())) {
            assertThat(decide(state, restore(alice(), false), FIRST_ERASED)).isEqualTo(destroyed);
        }
    }

    @Test
    void needsNoSecretForAVersionThatHadNone() {
        assertThat(restored(anErasedCredential(), false, BARE).content().secretVersion())
                .isNull();
        assertThat(restored(changed, false, BARE).changedFields()).contains(CredentialField.AUTH_PASSWORD);
    }

    @Test
    void doesNotKnowAVersionThatNeverWas() {
        Decision unknown = new Decision.Rejected(new Rejection.NoSuchVersion());

        for (Credential state : List.of(changed, aDeletedCredential(), anErasedCredential())) {
            assertThat(decide(state, restore(alice(), true), null)).isEqualTo(unknown);
        }
    }

    @Test
    void doesNotKnowWhatAnotherOrganisationHas() {
        Decision notFound = new Decision.Rejected(new Rejection.NotFound());

        for (Credential state : List.of(changed, aDeletedCredential(), anErasedCredential())) {
            assertThat(decide(state, restore(somebodyElse(), false), FIRST)).isEqualTo(notFound);
        }
        assertThat(decide(Credential.absent(), restore(alice(), false), null)).isEqualTo(notFound);
    }

    @Test
    void buildsOnTheVersionThatTheCallerSaw() {
        RestoreSipCredential stale = new RestoreSipCredential(ID, alice(), ExpectedVersion.of(1), 1, false);

        assertThat(decide(changed, stale, FIRST)).isEqualTo(new Decision.Rejected(new Rejection.VersionMismatch(2)));
        assertThat(decide(aDeletedCredential(), stale, FIRST))
                .isEqualTo(new Decision.Rejected(new Rejection.VersionMismatch(2)));
        assertThat(decide(anErasedCredential(), stale, FIRST))
                .isEqualTo(new Decision.Rejected(new Rejection.VersionMismatch(3)));
        assertThat(decide(changed, new RestoreSipCredential(ID, alice(), ExpectedVersion.of(2), 1, false), FIRST))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void leavesTheProvidersCredentialsToTheProvider() {
        Credential deleted = after(aCredentialOfTheProvider(), new DeleteSipCredential(ID, theProvider(), null), null);

        assertThat(decide(deleted, restore(alice(), false), FIRST))
                .isEqualTo(new Decision.Rejected(new Rejection.ProviderManaged()));
        CredentialContent back =
                accepted(decide(deleted, restore(theProvider(), false), FIRST)).content();
        assertThat(back.source()).isEqualTo(Source.PROVIDER);
        assertThat(back.providerId()).isEqualTo(PROVIDER_ID);
    }

    private static EarlierVersion earlier(@Nullable Integer secretVersion, boolean secretExists) {
        // Times and source of then are others, to see that they do not come back.
        CredentialContent content =
                new CredentialContent(SETTINGS, Source.PROVIDER, ID, NOON.minusSeconds(60), secretVersion, 1);
        return new EarlierVersion(content, secretExists);
    }

    private static RestoreSipCredential restore(CommandContext context, boolean withoutAuthPassword) {
        return new RestoreSipCredential(ID, context, null, 1, withoutAuthPassword);
    }

    private static CredentialRestored restored(Credential state, boolean withoutAuthPassword, EarlierVersion earlier) {
        return (CredentialRestored) accepted(decide(state, restore(alice(), withoutAuthPassword), earlier));
    }

    private static Decision decide(Credential state, RestoreSipCredential command, @Nullable EarlierVersion earlier) {
        return CredentialDecider.decide(state, command, null, earlier);
    }
}
