package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.http.Scopes;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RestoreCredentialIT {

    private static final String FIRST = """
            {"server":"sip.example.com","transport":"tcp","domain":"realm","authUser":"alice","authPassword":"first",
             "description":"x","cpsLimit":5,"cpsKey":"pool"}""";
    private static final String VERSION_1 = "{\"version\":1}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"server\":\"other.example.com\"",
                "\"transport\":\"tls\"",
                "\"domain\":null",
                "\"authUser\":\"bob\"",
                "\"description\":null",
                "\"cpsLimit\":99",
                "\"cpsKey\":null",
                "\"authPassword\":\"second\"",
                "\"authPassword\":null",
            })
    void undoesAChangeOfOneField(String change) {
        Answer created = api.created(FIRST);
        Answer changed = api.put(created.id(), with(change));
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");

        Answer restored = api.restore(created.id(), VERSION_1, "X-Change-Reason", "It was right before");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.header("ETag")).isEqualTo("\"3\"");
        assertThat(content(restored)).isEqualTo(content(created));
        CredentialRestored event = (CredentialRestored) side.recorded(created.id(), 3);
        assertThat(event.restoredVersion()).isEqualTo(1);
        assertThat(event.changedFields()).hasSize(1);
        assertThat(event.envelope().actor().reason()).isEqualTo("It was right before");
        // The password of then is in force again: entered once more it is no change.
        assertThat(api.put(created.id(), FIRST).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void setsAPasswordThatWasClearedAndClearsOneThatWasSet() {
        String id = api.created(FIRST).id();
        api.put(id, with("\"authPassword\":null"));
        api.put(id, with("\"authPassword\":\"third\""));

        assertThat(api.restore(id, "{\"version\":2}")
                        .json()
                        .get("authPasswordSet")
                        .booleanValue())
                .isFalse();
        assertThat(api.restore(id, "{\"version\":3}")
                        .json()
                        .get("authPasswordSet")
                        .booleanValue())
                .isTrue();
        // A secret version that was given out stays given out.
        api.put(id, with("\"authPassword\":\"fourth\""));
        assertThat(side.recorded(id, 6).content().secretVersion()).isEqualTo(3);
    }

    @Test
    void isNoChangeWhenAllIsLikeThatAlready() {
        String id = api.created(FIRST).id();

        Answer same = api.restore(id, VERSION_1);

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void bringsADeletedCredentialBackWithItsPassword() {
        Answer created = api.created(FIRST);
        api.delete(created.id());

        Answer restored = api.restore(created.id(), "{\"version\":2}");

        assertThat(content(restored)).isEqualTo(content(created));
        CredentialRestored event = (CredentialRestored) side.recorded(created.id(), 3);
        assertThat(event.changedFields()).isEmpty();
        assertThat(event.effect()).isEqualTo(Effect.RE_REGISTER);
        assertThat(api.put(created.id(), FIRST).header("ETag")).isEqualTo("\"3\"");
        assertThat(api.delete(created.id()).status()).isEqualTo(204);
    }

    @Test
    void bringsAnErasedCredentialBackOnlyWithoutItsPassword() {
        String id = api.created(FIRST).id();
        api.delete(id);
        api.erase(id);

        Answer refused = api.restore(id, VERSION_1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("secret-destroyed");

        Answer restored = api.restore(id, "{\"version\":1,\"withoutAuthPassword\":true}");
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.json().get("authPasswordSet").booleanValue()).isFalse();
        assertThat(restored.warnings()).containsExactly("auth-user-without-password");
        assertThat(api.put(id, FIRST).json().get("authPasswordSet").booleanValue())
                .isTrue();
        assertThat(side.recorded(id, 5).content().secretVersion()).isEqualTo(2);
        assertThat(api.restore(id, VERSION_1).problem()).isEqualTo("secret-destroyed");
    }

    @Test
    void bringsTheContentOfTheErasureItselfBack() {
        String id = api.created(FIRST).id();
        api.delete(id);
        api.erase(id);

        assertThat(api.restore(id, "{\"version\":3}")
                        .json()
                        .get("authPasswordSet")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void leavesThePasswordAwayThoughItStillExists() {
        String id = api.created(FIRST).id();
        api.delete(id);

        Answer restored = api.restore(id, "{\"version\":1,\"withoutAuthPassword\":true}");

        assertThat(restored.json().get("authPasswordSet").booleanValue()).isFalse();
        assertThat(api.restore(id, VERSION_1).json().get("authPasswordSet").booleanValue())
                .isTrue();
    }

    @Test
    void doesNotKnowAVersionThatNeverWas() {
        String id = api.created(FIRST).id();

        Answer refused = api.restore(id, "{\"version\":2}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("/version no-such-version");
        assertThat(api.restore(UUID.randomUUID().toString(), VERSION_1).status())
                .isEqualTo(404);
    }

    @Test
    void buildsOnTheVersionThatTheCallerSaw() {
        String id = api.created(FIRST).id();
        api.put(id, with("\"description\":\"y\""));

        assertThat(api.restore(id, VERSION_1, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(api.restore(id, VERSION_1, "If-Match", "\"2\"").status()).isEqualTo(200);
    }

    @Test
    void answersARepeatedRequestAsTheFirst() {
        String id = api.created(FIRST).id();
        api.put(id, with("\"description\":\"y\""));
        Answer first = api.restore(id, VERSION_1, "Idempotency-Key", "again");
        api.put(id, with("\"description\":\"z\""));

        Answer second = api.restore(id, VERSION_1, "Idempotency-Key", "again");

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.restore(id, "{\"version\":2}", "Idempotency-Key", "again")
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void leavesAProvidersCredentialToTheProvider() {
        Api provider = Api.of(side, orgId, Scopes.WRITE, Scopes.PROVIDER);
        String id = provider.created(with("\"providerId\":\"" + UUID.randomUUID() + "\""))
                .id();
        provider.put(id, FIRST);
        provider.delete(id);

        assertThat(api.restore(id, VERSION_1).problem()).isEqualTo("provider-managed");
        assertThat(provider.restore(id, VERSION_1).json().get("source").stringValue())
                .isEqualTo("provider");
    }

    @Test
    void joinsItsSharedLimitAgain() {
        String id = api.created(FIRST).id();
        api.delete(id);
        api.created("{\"server\":\"sip.example.com\",\"cpsLimit\":9,\"cpsKey\":\"pool\"}");

        assertThat(api.restore(id, VERSION_1).warnings()).containsExactly("cps-key-limits-disagree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"version\":\"1\"}",
                "{\"version\":1.0}",
                "{\"version\":null}",
                "{\"version\":1,\"version\":2}",
                "{\"version\":1,\"x\":2}",
                "{\"version\":1,\"withoutAuthPassword\":\"true\"}",
                "{\"version\":1} {}",
            })
    void takesNoOtherForm(String body) {
        Answer refused = api.restore(api.created(FIRST).id(), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\":0}", "{\"version\":-1}", "{\"version\":99999999999999999999}"})
    void takesNoNumberThatNoVersionHas(String body) {
        Answer refused = api.restore(api.created(FIRST).id(), body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).singleElement().asString().startsWith("/version ");
    }

    /** The first body with one member changed. */
    private static String with(String member) {
        String name = member.substring(0, member.indexOf(':'));
        String changed = FIRST.replaceFirst(name + ":(\"[^\"]*\"|\\d+)", member);
        return changed.equals(FIRST) ? FIRST.replaceFirst("\\{", "{" + member + ",") : changed;
    }

    private static ObjectNode content(Answer answer) {
        return ((ObjectNode) answer.json()).without(java.util.List.of("version", "lastUpdateTime", "warnings"));
    }
}
