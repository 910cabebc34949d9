package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.ALICE;
import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static dev.trunkledger.command.domain.CredentialFixtures.NOON;
import static dev.trunkledger.command.domain.CredentialFixtures.ORG;
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
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import org.junit.jupiter.api.Test;

class EraseSecretsTest {

    @Test
    void leavesEverythingButTheSecret() {
        Credential.Deleted state = (Credential.Deleted) aDeletedCredential();
        EraseSecrets command = erase(alice());

        assertThat(accepted(state, command, null))
                .isEqualTo(new SecretsErased(
                        new EventEnvelope(command.context().eventId(), ID, ORG, 3, NOON, ALICE, state.headHash()),
                        // The number of the destroyed secret is never given out again.
                        new CredentialContent(SETTINGS, Source.MANUAL, null, NOON, null, 1)));
    }

    @Test
    void keepsTheSecretsOfACredentialThatIsInUse() {
        assertThat(decide(aCredentialWithASecret(), erase(alice())))
                .isEqualTo(new Decision.Rejected(new Rejection.NotDeleted()));
    }

    @Test
    void hasNothingLeftToEraseTheSecondTime() {
        assertThat(decide(anErasedCredential(), erase(alice()))).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void erasesTheVersionThatTheCallerSaw() {
        assertThat(decide(aDeletedCredential(), new EraseSecrets(ID, alice(), ExpectedVersion.of(1))))
                .isEqualTo(new Decision.Rejected(new Rejection.VersionMismatch(2)));
        assertThat(decide(aDeletedCredential(), new EraseSecrets(ID, alice(), ExpectedVersion.of(2))))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void doesNotKnowWhatAnotherOrganisationHas() {
        Decision notFound = new Decision.Rejected(new Rejection.NotFound());

        assertThat(decide(aCredentialWithASecret(), erase(somebodyElse()))).isEqualTo(notFound);
        assertThat(decide(aDeletedCredential(), erase(somebodyElse()))).isEqualTo(notFound);
        assertThat(decide(anErasedCredential(), erase(somebodyElse()))).isEqualTo(notFound);
        assertThat(decide(Credential.absent(), erase(alice()))).isEqualTo(notFound);
    }

    @Test
    void leavesTheProvidersCredentialsToTheProvider() {
        Credential deleted = after(aCredentialOfTheProvider(), new DeleteSipCredential(ID, theProvider(), null), null);

        assertThat(decide(deleted, erase(alice()))).isEqualTo(new Decision.Rejected(new Rejection.ProviderManaged()));
        assertThat(decide(deleted, erase(theProvider()))).isInstanceOf(Decision.Accepted.class);
    }

    private static EraseSecrets erase(CommandContext context) {
        return new EraseSecrets(ID, context, null);
    }

    private static Decision decide(Credential state, EraseSecrets command) {
        return CredentialFixtures.decide(state, command, null);
    }
}
