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
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialWithoutSecret;
import static dev.trunkledger.command.domain.CredentialFixtures.aDeletedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.after;
import static dev.trunkledger.command.domain.CredentialFixtures.alice;
import static dev.trunkledger.command.domain.CredentialFixtures.aliceAt;
import static dev.trunkledger.command.domain.CredentialFixtures.somebodyElse;
import static dev.trunkledger.command.domain.CredentialFixtures.theProvider;
import static dev.trunkledger.command.domain.CredentialFixtures.update;
import static dev.trunkledger.command.domain.CredentialFixtures.withDescription;
import static dev.trunkledger.command.domain.CredentialFixtures.withLimit;
import static dev.trunkledger.command.domain.CredentialFixtures.withServer;
import static dev.trunkledger.command.domain.CredentialFixtures.withTransport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateSipCredentialTest {

    private static final SecretChange OMITTED = new SecretChange.Omitted();
    private static final SecretChange KEEP = new SecretChange.Keep();
    private static final SecretChange CLEAR = new SecretChange.Clear();
    private static final SecretChange SAME = new SecretChange.Enter(FIRST_SECRET);
    private static final SecretChange NEW = new SecretChange.Enter(OTHER_SECRET);

    private final Credential.Active bare = (Credential.Active) aCredentialWithoutSecret();
    private final Credential.Active guarded = (Credential.Active) aCredentialWithASecret();

    @Test
    void recordsTheNextVersionSealingTheOneBefore() {
        UpdateSipCredential command =
                new UpdateSipCredential(ID, aliceAt(NOON.plusSeconds(5)), null, withServer("sip2.example.com"), NEW);

        assertThat(accepted(guarded, command, FIRST_SECRET))
                .isEqualTo(new CredentialReplaced(
                        new EventEnvelope(
                                command.context().eventId(),
                                ID,
                                ORG,
                                2,
                                NOON.plusSeconds(5),
                                ALICE,
                                guarded.headHash()),
                        new CredentialContent(withServer("sip2.example.com"), Source.MANUAL, null, NOON, 2, 2),
                        Set.of(CredentialField.SERVER, CredentialField.AUTH_PASSWORD),
                        Effect.RE_REGISTER));
    }

    @Test
    void tellsTheEffectOfTheChange() {
        assertThat(replaced(withDescription("x"), KEEP).effect()).isEqualTo(Effect.NONE);
        assertThat(replaced(withLimit(5, "pool"), KEEP).effect()).isEqualTo(Effect.THROTTLE_ONLY);
        assertThat(replaced(withLimit(10, null), KEEP).effect()).isEqualTo(Effect.THROTTLE_ONLY);
        assertThat(replaced(SETTINGS, NEW).effect()).isEqualTo(Effect.RE_REGISTER);
    }

    @Test
    void recordsNothingWhenNothingChanges() {
        assertThat(decide(bare, SETTINGS, OMITTED, null)).isEqualTo(new Decision.Unchanged());
        assertThat(decide(bare, SETTINGS, KEEP, null)).isEqualTo(new Decision.Unchanged());
        assertThat(decide(bare, SETTINGS, CLEAR, null)).isEqualTo(new Decision.Unchanged());
        assertThat(decide(guarded, SETTINGS, KEEP, FIRST_SECRET)).isEqualTo(new Decision.Unchanged());
        assertThat(decide(guarded, SETTINGS, SAME, FIRST_SECRET)).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void comparesValuesExactly() {
        assertThat(replaced(withServer("SIP.example.com"), SAME).changedFields())
                .isEqualTo(Set.of(CredentialField.SERVER));
        assertThat(replaced(withServer("sip.example.com:5060"), SAME).changedFields())
                .isEqualTo(Set.of(CredentialField.SERVER));
        assertThat(replaced(withDescription(""), SAME).changedFields()).isEqualTo(Set.of(CredentialField.DESCRIPTION));
        assertThat(replaced(withDescription(null), SAME).changedFields())
                .isEqualTo(Set.of(CredentialField.DESCRIPTION));
    }

    @Test
    void keepsTheVersionOfASecretEnteredAgain() {
        CredentialReplaced replaced = replaced(withServer("sip2.example.com"), SAME);

        assertThat(replaced.changedFields()).isEqualTo(Set.of(CredentialField.SERVER));
        assertThat(replaced.content().secretVersion()).isEqualTo(1);
        assertThat(replaced.content().lastSecretVersion()).isEqualTo(1);
    }

    @Test
    void givesASecretANewVersionWhenTheStoredOneCannotBeCompared() {
        CredentialContent content =
                accepted(guarded, update(SETTINGS, SAME), null).content();

        assertThat(content.secretVersion()).isEqualTo(2);
    }

    @Test
    void clearsTheSecret() {
        CredentialReplaced replaced = replaced(SETTINGS, CLEAR);

        assertThat(replaced.changedFields()).isEqualTo(Set.of(CredentialField.AUTH_PASSWORD));
        assertThat(replaced.content().secretVersion()).isNull();
        assertThat(replaced.content().lastSecretVersion()).isEqualTo(1);
    }

    @Test
    void neverGivesASecretVersionTwice() {
        Credential cleared = after(guarded, update(SETTINGS, CLEAR), FIRST_SECRET);

        CredentialContent content =
                accepted(cleared, update(SETTINGS, SAME), null).content();

        assertThat(content.secretVersion()).isEqualTo(2);
        assertThat(content.lastSecretVersion()).isEqualTo(2);
    }

    @Test
    void takesAFirstSecret() {
        CredentialReplaced replaced = (CredentialReplaced) accepted(bare, update(SETTINGS, SAME), null);

        assertThat(replaced.changedFields()).isEqualTo(Set.of(CredentialField.AUTH_PASSWORD));
        assertThat(replaced.content().secretVersion()).isEqualTo(1);
    }

    @Test
    void refusesToGuessWhatBecomesOfAStoredSecret() {
        assertThat(decide(guarded, withDescription("x"), OMITTED, FIRST_SECRET))
                .isEqualTo(rejected(new Rejection.AuthPasswordRequired()));
        assertThat(decide(guarded, SETTINGS, OMITTED, FIRST_SECRET))
                .isEqualTo(rejected(new Rejection.AuthPasswordRequired()));
    }

    @Test
    void neverSendsAStoredSecretToAnotherHostOrTransport() {
        Decision reentry = rejected(new Rejection.AuthPasswordReentryRequired());

        assertThat(decide(guarded, withServer("evil.example.com"), KEEP, FIRST_SECRET))
                .isEqualTo(reentry);
        assertThat(decide(guarded, withServer("sip.example.com:5062"), KEEP, FIRST_SECRET))
                .isEqualTo(reentry);
        assertThat(decide(guarded, withTransport(Transport.TCP), KEEP, FIRST_SECRET))
                .isEqualTo(reentry);
    }

    @Test
    void movesToAnotherHostWithTheSecretEnteredAgainOrClearedOrNone() {
        assertThat(replaced(withServer("sip2.example.com"), SAME).version()).isEqualTo(2);
        assertThat(replaced(withTransport(Transport.TLS), CLEAR).version()).isEqualTo(2);
        assertThat(accepted(bare, update(withServer("sip2.example.com"), KEEP), null)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void doesNotKnowWhatAnotherOrganisationHas() {
        Decision notFound = rejected(new Rejection.NotFound());
        ExpectedVersion wrong = ExpectedVersion.of(9);
        UpdateSipCredential command = new UpdateSipCredential(ID, somebodyElse(), wrong, SETTINGS, OMITTED);

        assertThat(CredentialFixtures.decide(guarded, command, FIRST_SECRET)).isEqualTo(notFound);
        assertThat(CredentialFixtures.decide(aCredentialOfTheProvider(), command, FIRST_SECRET))
                .isEqualTo(notFound);
        assertThat(CredentialFixtures.decide(aDeletedCredential(), command, null))
                .isEqualTo(notFound);
        assertThat(CredentialFixtures.decide(Credential.absent(), command, null))
                .isEqualTo(notFound);
    }

    @Test
    void findsADeletedCredentialGoneWhateverElseIsWrong() {
        UpdateSipCredential command = new UpdateSipCredential(ID, alice(), ExpectedVersion.of(9), SETTINGS, OMITTED);

        assertThat(CredentialFixtures.decide(aDeletedCredential(), command, null))
                .isEqualTo(rejected(new Rejection.Gone()));
    }

    @Test
    void leavesTheProvidersCredentialsToTheProvider() {
        Credential managed = aCredentialOfTheProvider();
        UpdateSipCredential command =
                new UpdateSipCredential(ID, alice(), ExpectedVersion.of(9), withDescription("x"), OMITTED);

        assertThat(CredentialFixtures.decide(managed, command, FIRST_SECRET))
                .isEqualTo(rejected(new Rejection.ProviderManaged()));
    }

    @Test
    void leavesSourceAndProviderIdAsTheyAre() {
        UpdateSipCredential command = new UpdateSipCredential(ID, theProvider(), null, withDescription("x"), KEEP);

        CredentialContent content =
                accepted(aCredentialOfTheProvider(), command, FIRST_SECRET).content();

        assertThat(content.source()).isEqualTo(Source.PROVIDER);
        assertThat(content.providerId()).isEqualTo(PROVIDER_ID);
    }

    @Test
    void refusesToBuildOnAnyVersionButTheNewest() {
        Credential second = after(guarded, update(withDescription("second"), KEEP), FIRST_SECRET);
        Decision mismatch = rejected(new Rejection.VersionMismatch(2));

        assertThat(decide(second, expecting(1L))).isEqualTo(mismatch);
        assertThat(decide(second, expecting(3L))).isEqualTo(mismatch);
        assertThat(decide(second, expecting())).isEqualTo(mismatch);
        assertThat(decide(second, expecting(2L))).isInstanceOf(Decision.Accepted.class);
        assertThat(decide(second, expecting(1L, 2L))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void checksTheVersionBeforeItSaysThatNothingChanged() {
        UpdateSipCredential stale = new UpdateSipCredential(ID, alice(), ExpectedVersion.of(7), SETTINGS, KEEP);

        assertThat(CredentialFixtures.decide(guarded, stale, FIRST_SECRET))
                .isEqualTo(rejected(new Rejection.VersionMismatch(1)));
    }

    @Test
    void neverLetsTimeRunBackwards() {
        UpdateSipCredential early =
                new UpdateSipCredential(ID, aliceAt(NOON.minusSeconds(60)), null, withDescription("x"), KEEP);

        assertThat(accepted(guarded, early, FIRST_SECRET).envelope().occurredTime())
                .isEqualTo(NOON);
    }

    private CredentialReplaced replaced(TrunkSettings settings, SecretChange secret) {
        return (CredentialReplaced) accepted(guarded, update(settings, secret), FIRST_SECRET);
    }

    private static Decision decide(Credential state, ExpectedVersion expected) {
        return CredentialFixtures.decide(
                state, new UpdateSipCredential(ID, alice(), expected, withDescription("x"), KEEP), FIRST_SECRET);
    }

    private static Decision decide(
            Credential state, TrunkSettings settings, SecretChange secret, @Nullable SecretFingerprint stored) {
        return CredentialFixtures.decide(state, update(settings, secret), stored);
    }

    private static ExpectedVersion expecting(Long... versions) {
        return new ExpectedVersion(Set.of(versions));
    }

    private static Decision rejected(Rejection rejection) {
        return new Decision.Rejected(rejection);
    }
}
