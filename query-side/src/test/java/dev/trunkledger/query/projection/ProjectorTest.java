package dev.trunkledger.query.projection;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aHistory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectorTest {

    @Test
    void aCreatedCredentialChangedFromNothing() {
        Entry entry = newest(aHistory()
                .created(settings -> Settings.of(settings).description("lobby").build()));

        assertThat(entry.action()).isEqualTo(Action.CREATED);
        assertThat(entry.changes())
                .containsExactly(
                        new FieldChange(CredentialField.SERVER, null, "sip.example.com"),
                        new FieldChange(CredentialField.TRANSPORT, null, "udp"),
                        new FieldChange(CredentialField.DESCRIPTION, null, "lobby"));
    }

    @Test
    void aReplacedCredentialShowsOnlyWhatDiffers() {
        Entry entry = newest(aCredential()
                .replaced(settings -> Settings.of(settings)
                        .server("sip2.example.com")
                        .cpsLimit(10)
                        .build()));

        assertThat(entry.action()).isEqualTo(Action.REPLACED);
        assertThat(entry.changes())
                .containsExactly(
                        new FieldChange(CredentialField.SERVER, "sip.example.com", "sip2.example.com"),
                        new FieldChange(CredentialField.CPS_LIMIT, null, 10));
    }

    @Test
    void aSecretShowsAsItsVersion() {
        CredentialHistory history = aCredential().secretEntered().secretEntered();

        assertThat(newest(history).changes())
                .containsExactly(new FieldChange(CredentialField.AUTH_PASSWORD, "secret v1", "secret v2"));
        assertThat(newest(history.secretCleared()).changes())
                .containsExactly(new FieldChange(CredentialField.AUTH_PASSWORD, "secret v2", null));
        assertThat(newest(history.secretEntered()).changes())
                .containsExactly(new FieldChange(CredentialField.AUTH_PASSWORD, null, "secret v3"));
    }

    @Test
    void aDeletedCredentialKeepsItsContentAndHasATimeOfDeletion() {
        CredentialHistory history = aCredential().secretEntered().deleted();

        assertThat(newest(history).action()).isEqualTo(Action.DELETED);
        assertThat(newest(history).changes()).isEmpty();
        Projected deleted = after(history);
        assertThat(deleted.deletedTime())
                .isEqualTo(history.event(3).event().envelope().occurredTime());
        assertThat(deleted.content()).isEqualTo(history.event(2).event().content());
        assertThat(deleted.erased()).isFalse();
    }

    @Test
    void anErasedCredentialStaysDeletedSinceItsDeletion() {
        CredentialHistory history = aCredential().secretEntered().deleted().erased();

        assertThat(newest(history).action()).isEqualTo(Action.ERASED);
        assertThat(newest(history).changes())
                .containsExactly(new FieldChange(CredentialField.AUTH_PASSWORD, "secret v1", null));
        Projected erased = after(history);
        assertThat(erased.erased()).isTrue();
        assertThat(erased.deletedTime())
                .isEqualTo(history.event(3).event().envelope().occurredTime());
    }

    @Test
    void aRestoredCredentialIsThereAgain() {
        CredentialHistory history = aCredential()
                .replaced(settings -> Settings.of(settings).description("wrong").build())
                .deleted()
                .restored(1);

        assertThat(newest(history).action()).isEqualTo(Action.RESTORED);
        assertThat(newest(history).changes())
                .containsExactly(new FieldChange(CredentialField.DESCRIPTION, "wrong", null));
        assertThat(after(history).deletedTime()).isNull();
        assertThat(after(history).version()).isEqualTo(4);
    }

    @Test
    void theNewestEventTellsTimeVersionAndHash() {
        CredentialHistory history = CredentialHistory.aCredentialWithThreeVersions();
        SealedEvent third = history.event(3);

        Projected credential = after(history);

        assertThat(credential.version()).isEqualTo(3);
        assertThat(credential.headHash()).isEqualTo(third.hash());
        assertThat(credential.lastUpdateTime())
                .isEqualTo(third.event().envelope().occurredTime());
        assertThat(credential.content()).isEqualTo(third.event().content());
    }

    private static Projected after(CredentialHistory history) {
        List<SealedEvent> events = history.events();
        Projected credential = Projector.apply(null, events.getFirst());
        for (SealedEvent event : events.subList(1, events.size())) {
            credential = Projector.apply(credential, event);
        }
        return credential;
    }

    private static Entry newest(CredentialHistory history) {
        List<SealedEvent> events = history.events();
        @Nullable Projected before = null;
        for (SealedEvent event : events.subList(0, events.size() - 1)) {
            before = Projector.apply(before, event);
        }
        return Projector.tell(before, events.getLast());
    }
}
