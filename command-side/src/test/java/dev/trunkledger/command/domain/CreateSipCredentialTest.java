package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.ALICE;
import static dev.trunkledger.command.domain.CredentialFixtures.FIRST_SECRET;
import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static dev.trunkledger.command.domain.CredentialFixtures.NOON;
import static dev.trunkledger.command.domain.CredentialFixtures.ORG;
import static dev.trunkledger.command.domain.CredentialFixtures.PROVIDER_ID;
import static dev.trunkledger.command.domain.CredentialFixtures.SETTINGS;
import static dev.trunkledger.command.domain.CredentialFixtures.aCredentialWithASecret;
import static dev.trunkledger.command.domain.CredentialFixtures.aDeletedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.alice;
import static dev.trunkledger.command.domain.CredentialFixtures.aliceAt;
import static dev.trunkledger.command.domain.CredentialFixtures.create;
import static dev.trunkledger.command.domain.CredentialFixtures.theProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CreateSipCredentialTest {

    private static final Credential ABSENT = Credential.absent();

    @Test
    void recordsTheFirstVersion() {
        CreateSipCredential command = create(alice(), new SecretChange.Enter(FIRST_SECRET), null);

        assertThat(accepted(ABSENT, command, null))
                .isEqualTo(new CredentialCreated(
                        new EventEnvelope(command.context().eventId(), ID, ORG, 1, NOON, ALICE, null),
                        new CredentialContent(SETTINGS, Source.MANUAL, null, NOON, 1, 1),
                        EnumSet.complementOf(EnumSet.of(CredentialField.DOMAIN)),
                        Effect.RE_REGISTER));
    }

    @Test
    void hasNoSecretUnlessOneIsEntered() {
        CredentialContent content = accepted(ABSENT, create(alice(), new SecretChange.Omitted(), null), null)
                .content();

        assertThat(content.secretVersion()).isNull();
        assertThat(content.lastSecretVersion()).isZero();
        assertThat(accepted(ABSENT, create(alice(), new SecretChange.Clear(), null), null)
                        .content())
                .isEqualTo(content);
    }

    @Test
    void namesOnlyTheFieldsThatGotAValue() {
        TrunkSettings bare = new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null);
        CreateSipCredential command = new CreateSipCredential(ID, alice(), bare, new SecretChange.Omitted(), null);

        CredentialCreated created = (CredentialCreated) accepted(ABSENT, command, null);

        assertThat(created.changedFields()).isEqualTo(Set.of(CredentialField.SERVER, CredentialField.TRANSPORT));
    }

    @Test
    void keepsTimeInMicroseconds() {
        CreateSipCredential command = create(aliceAt(NOON.plusNanos(999)), new SecretChange.Omitted(), null);

        CredentialCreated created = (CredentialCreated) accepted(ABSENT, command, null);

        assertThat(created.envelope().occurredTime()).isEqualTo(NOON);
        assertThat(created.content().createdTime()).isEqualTo(NOON);
    }

    @Test
    void isTheProvidersWhenTheProviderNamesItself() {
        CredentialContent content = accepted(
                        ABSENT, create(theProvider(), new SecretChange.Omitted(), PROVIDER_ID), null)
                .content();

        assertThat(content.source()).isEqualTo(Source.PROVIDER);
        assertThat(content.providerId()).isEqualTo(PROVIDER_ID);
    }

    @Test
    void isManualWhenTheProviderDoesNotNameItself() {
        CredentialContent content = accepted(ABSENT, create(theProvider(), new SecretChange.Omitted(), null), null)
                .content();

        assertThat(content.source()).isEqualTo(Source.MANUAL);
        assertThat(content.providerId()).isNull();
    }

    @Test
    void refusesAProviderIdFromAnybodyElse() {
        CreateSipCredential command = create(alice(), new SecretChange.Omitted(), PROVIDER_ID);

        assertThat(CredentialFixtures.decide(ABSENT, command, null))
                .isEqualTo(new Decision.Rejected(new Rejection.ProviderScopeRequired()));
    }

    @Test
    void refusesAnIdThatIsTaken() {
        CreateSipCredential command = create(alice(), new SecretChange.Omitted(), null);
        Decision taken = new Decision.Rejected(new Rejection.AlreadyExists());

        assertThat(CredentialFixtures.decide(aCredentialWithASecret(), command, FIRST_SECRET))
                .isEqualTo(taken);
        assertThat(CredentialFixtures.decide(aDeletedCredential(), command, null))
                .isEqualTo(taken);
    }
}
