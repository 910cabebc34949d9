package dev.trunkledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventValuesTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00.123456789Z");
    private static final EventEnvelope ENVELOPE = new EventEnvelope(
            new UUID(0, 1),
            new UUID(0, 2),
            "org-1",
            1,
            TIME,
            new EventActor("user-1", null, null, null, null, "request-1", null),
            null);
    private static final CredentialContent CONTENT = new CredentialContent(
            new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null),
            Source.MANUAL,
            null,
            TIME,
            null,
            0);

    @Test
    void timesAreKeptToTheMicrosecondSoThatADatabaseGivesBackEqualOnes() {
        assertThat(ENVELOPE.occurredTime()).isEqualTo("2026-03-01T08:00:00.123456Z");
        assertThat(CONTENT.createdTime()).isEqualTo("2026-03-01T08:00:00.123456Z");
    }

    @Test
    void anEventKeepsItsChangedFieldsWhateverBecomesOfTheSetItWasGiven() {
        Set<CredentialField> given = new HashSet<>(Set.of(CredentialField.SERVER));
        CredentialCreated created = new CredentialCreated(ENVELOPE, CONTENT, given, Effect.RE_REGISTER);
        CredentialReplaced replaced = new CredentialReplaced(ENVELOPE, CONTENT, given, Effect.RE_REGISTER);
        CredentialRestored restored = new CredentialRestored(ENVELOPE, CONTENT, 1, given, Effect.RE_REGISTER);

        given.add(CredentialField.DOMAIN);

        for (Set<CredentialField> kept :
                List.of(created.changedFields(), replaced.changedFields(), restored.changedFields())) {
            assertThat(kept).containsExactly(CredentialField.SERVER);
            assertThatThrownBy(() -> kept.add(CredentialField.DOMAIN))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void changedFieldsAreListedInTheirOwnOrder() {
        Set<CredentialField> given =
                new LinkedHashSet<>(List.of(CredentialField.CPS_KEY, CredentialField.SERVER, CredentialField.DOMAIN));

        assertThat(new CredentialReplaced(ENVELOPE, CONTENT, given, Effect.RE_REGISTER).changedFields())
                .containsExactly(CredentialField.SERVER, CredentialField.DOMAIN, CredentialField.CPS_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER, RE_REGISTER",
        "TRANSPORT, RE_REGISTER",
        "DOMAIN, RE_REGISTER",
        "AUTH_USER, RE_REGISTER",
        "AUTH_PASSWORD, RE_REGISTER",
        "DESCRIPTION, NONE",
        "CPS_LIMIT, THROTTLE_ONLY",
        "CPS_KEY, THROTTLE_ONLY"
    })
    void everyFieldHasItsEffect(CredentialField field, Effect effect) {
        assertThat(Effect.of(Set.of(field))).isEqualTo(effect);
    }

    @Test
    void theStrongestEffectCounts() {
        assertThat(Effect.of(EnumSet.allOf(CredentialField.class))).isEqualTo(Effect.RE_REGISTER);
        assertThat(Effect.of(EnumSet.of(CredentialField.DESCRIPTION, CredentialField.CPS_LIMIT)))
                .isEqualTo(Effect.THROTTLE_ONLY);
        assertThat(Effect.of(Set.of())).isEqualTo(Effect.NONE);
    }

    @Test
    void wireNamesLeadBackToWhatTheyName() {
        for (CredentialField field : CredentialField.values()) {
            assertThat(CredentialField.named(field.wireName())).contains(field);
        }
        for (Effect effect : Effect.values()) {
            assertThat(Effect.named(effect.wireName())).contains(effect);
        }
        for (Transport transport : Transport.values()) {
            assertThat(Transport.named(transport.wireName())).contains(transport);
        }
        for (Source source : Source.values()) {
            assertThat(Source.named(source.wireName())).contains(source);
        }
        assertThat(Transport.named("UDP")).isEmpty();
    }

    @Test
    void aCredentialHasASecretExactlyWhenItHasASecretVersion() {
        CredentialContent withSecret = new CredentialContent(CONTENT.settings(), Source.MANUAL, null, TIME, 1, 1);

        assertThat(PublicCredential.after(new CredentialDeleted(ENVELOPE, CONTENT))
                        .authPasswordSet())
                .isFalse();
        assertThat(PublicCredential.after(new CredentialDeleted(ENVELOPE, withSecret))
                        .authPasswordSet())
                .isTrue();
    }
}
