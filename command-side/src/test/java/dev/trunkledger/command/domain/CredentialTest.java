package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.FIRST_SECRET;
import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static dev.trunkledger.command.domain.CredentialFixtures.NOON;
import static dev.trunkledger.command.domain.CredentialFixtures.ORG;
import static dev.trunkledger.command.domain.CredentialFixtures.PROVIDER_ID;
import static dev.trunkledger.command.domain.CredentialFixtures.aDeletedCredential;
import static dev.trunkledger.command.domain.CredentialFixtures.accepted;
import static dev.trunkledger.command.domain.CredentialFixtures.create;
import static dev.trunkledger.command.domain.CredentialFixtures.theProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialTest {

    private final Credential.Deleted deleted = (Credential.Deleted) aDeletedCredential();

    @Test
    void showsWhatTheEventMadePublic() {
        CredentialEvent event = accepted(
                Credential.absent(), create(theProvider(), new SecretChange.Enter(FIRST_SECRET), PROVIDER_ID), null);
        SealedEvent sealed = EventJson.seal(event);

        Credential.Recorded state = (Credential.Recorded) Credential.evolve(Credential.absent(), sealed);

        assertThat(state.publicState()).isEqualTo(PublicCredential.after(event));
        assertThat(state.headHash()).isEqualTo(sealed.hash());
    }

    @Test
    void remembersItsContentWhenDeleted() {
        assertThat(deleted.version()).isEqualTo(2);
        assertThat(deleted.content().secretVersion()).isEqualTo(1);
    }

    @Test
    void livesAgainWhenRestored() {
        SealedEvent sealed =
                EventJson.seal(new CredentialRestored(next(), deleted.content(), 1, Set.of(), Effect.RE_REGISTER));

        assertThat(Credential.evolve(deleted, sealed))
                .isEqualTo(new Credential.Active(ID, ORG, 3, sealed.hash(), NOON, deleted.content()));
    }

    @Test
    void staysErasedWhenItsSecretsAreDestroyed() {
        CredentialContent before = deleted.content();
        CredentialContent without = new CredentialContent(
                before.settings(), before.source(), null, before.createdTime(), null, before.lastSecretVersion());
        SealedEvent sealed = EventJson.seal(new SecretsErased(next(), without));

        assertThat(Credential.evolve(deleted, sealed))
                .isEqualTo(new Credential.Erased(ID, ORG, 3, sealed.hash(), NOON, without));
    }

    @Test
    void neverShowsAFingerprint() {
        assertThat(new SecretChange.Enter(FIRST_SECRET).toString()).doesNotContain(FIRST_SECRET.hex());
    }

    private EventEnvelope next() {
        return new EventEnvelope(UUID.randomUUID(), ID, ORG, 3, NOON, CredentialFixtures.ALICE, deleted.headHash());
    }
}
