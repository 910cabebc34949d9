package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.ALICE;
import static dev.trunkledger.command.domain.CredentialFixtures.FIRST_SECRET;
import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static dev.trunkledger.command.domain.CredentialFixtures.NOON;
import static dev.trunkledger.command.domain.CredentialFixtures.ORG;
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialOfTheProvider;
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialWithASecret;
import static dev.trunkledger.command.domain.CredentialFixtures.aDeletedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.alice;
import static dev.trunkledger.command.domain.CredentialFixtures.somebodyElse;
import static dev.trunkledger.command.domain.CredentialFixtures.theProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.EventEnvelope;
import org.junit.jupiter.api.Test;

class DeleteSipCredentialTest {

    private final Credential.Active state = (Credential.Active) aCredentialWithASecret();

    @Test
    void recordsTheContentAsItStood() {
        DeleteSipCredential command = delete(alice());

        assertThat(accepted(state, command, FIRST_SECRET))
                .isEqualTo(new CredentialDeleted(
                        new EventEnvelope(command.context().eventId(), ID, ORG, 2, NOON, ALICE, state.headHash()),
                        state.content()));
    }

    @Test
    void deletesTheVersionThatTheCallerSaw() {
        assertThat(decide(state, new DeleteSipCredential(ID, alice(), ExpectedVersion.of(1))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(state, new DeleteSipCredential(ID, alice(), ExpectedVersion.of(2))))
                .isEqualTo(new Decision.Rejected(new Rejection.VersionMismatch(1)));
    }

    @Test
    void findsADeletedCredentialGone() {
        assertThat(decide(aDeletedCredential(), delete(alice())))
                .isEqualTo(new Decision.Rejected(new Rejection.Gone()));
    }

    @Test
    void doesNotKnowWhatAnotherOrganisationHas() {
        Decision notFound = new Decision.Rejected(new Rejection.NotFound());

        assertThat(decide(state, delete(somebodyElse()))).isEqualTo(notFound);
        assertThat(decide(aDeletedCredential(), delete(somebodyElse()))).isEqualTo(notFound);
        assertThat(decide(Credential.absent(), delete(alice()))).isEqualTo(notFound);
    }

    @Test
    void leavesTheProvidersCredentialsToTheProvider() {
        assertThat(decide(aCredentialOfTheProvider(), delete(alice())))
                .isEqualTo(new Decision.Rejected(new Rejection.ProviderManaged()));
        assertThat(decide(aCredentialOfTheProvider(), delete(theProvider()))).isInstanceOf(Decision.Accepted.class);
    }

    private static DeleteSipCredential delete(CommandContext context) {
        return new DeleteSipCredential(ID, context, null);
    }

    private static Decision decide(Credential state, DeleteSipCredential command) {
        return CredentialFixtures.decide(state, command, FIRST_SECRET);
    }
}
