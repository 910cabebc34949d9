package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.http.Scopes;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReplaceCredentialIT {

    private static final String GUARDED =
            "{\"server\":\"sip.example.com\",\"authUser\":\"alice\",\"authPassword\":\"first\"}";
    private static final String SETTINGS = "\"server\":\"sip.example.com\",\"authUser\":\"alice\"";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);
    private final Api provider = Api.of(side, orgId, Scopes.WRITE, Scopes.PROVIDER);

    @Test
    void replacesEverything() {
        Answer created = api.created("{\"server\":\"sip.example.com\",\"transport\":\"tls\",\"description\":\"old\","
                + "\"cpsLimit\":10,\"cpsKey\":\"pool\"}");

        Answer answer = api.put(created.id(), "{\"server\":\"sip2.example.com\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.json().get("server").stringValue()).isEqualTo("sip2.example.com");
        assertThat(answer.json().get("transport").stringValue()).isEqualTo("udp");
        assertThat(answer.json().get("description").isNull()).isTrue();
        assertThat(answer.json().get("cpsLimit").isNull()).isTrue();
        assertThat(answer.json().get("createdTime")).isEqualTo(created.json().get("createdTime"));
        CredentialReplaced event = (CredentialReplaced) side.recorded(created.id(), 2);
        assertThat(event.changedFields())
                .isEqualTo(Set.of(
                        CredentialField.SERVER,
                        CredentialField.TRANSPORT,
                        CredentialField.DESCRIPTION,
                        CredentialField.CPS_LIMIT,
                        CredentialField.CPS_KEY));
        assertThat(event.effect()).isEqualTo(Effect.RE_REGISTER);
    }

    @Test
    void takesBackWhatWasAnswered() {
        Answer created = api.created("{\"server\":\"sip.example.com\",\"description\":\"old\"}");
        ObjectNode edited = (ObjectNode) created.json();
        edited.put("description", "new").put("version", 77).put("providerId", "not even a UUID");

        Answer answer = api.put(created.id(), edited.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("description").stringValue()).isEqualTo("new");
        assertThat(answer.json().get("version").longValue()).isEqualTo(2);
        assertThat(answer.json().get("source").stringValue()).isEqualTo("manual");
    }

    @Test
    void recordsNothingWhenNothingChanges() {
        Answer created = api.created(GUARDED);

        Answer same = api.put(created.id(), GUARDED);
        Answer kept = api.send("PUT", keeping(created), "{" + SETTINGS + "}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(same.json()).isEqualTo(created.json());
        assertThat(kept.json()).isEqualTo(created.json());
    }

    @Test
    void storesAnotherPassword() {
        Answer created = api.created(GUARDED);

        Answer answer = api.put(created.id(), "{" + SETTINGS + ",\"authPassword\":\"second\"}");

        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(((CredentialReplaced) side.recorded(created.id(), 2)).changedFields())
                .isEqualTo(Set.of(CredentialField.AUTH_PASSWORD));
    }

    @Test
    void clearsThePassword() {
        Answer created = api.created(GUARDED);

        Answer answer = api.put(created.id(), "{" + SETTINGS + ",\"authPassword\":null}");

        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.json().get("authPasswordSet").booleanValue()).isFalse();
        assertThat(answer.warnings()).containsExactly("auth-user-without-password");
        assertThat(api.put(created.id(), "{" + SETTINGS + "}").header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void doesNotGuessWhatBecomesOfAStoredPassword() {
        Answer created = api.created(GUARDED);

        Answer answer = api.put(created.id(), "{" + SETTINGS + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("auth-password-required");
        assertThat(answer.errors()).containsExactly("/authPassword required");
        assertThat(api.send("PUT", Api.PATH + "/" + created.id() + "?keepAuthPassword=false", "{" + SETTINGS + "}")
                        .problem())
                .isEqualTo("auth-password-required");
    }

    @Test
    void keepsThePasswordWhenAsked() {
        Answer created = api.created(GUARDED);

        Answer answer = api.send("PUT", keeping(created), "{" + SETTINGS + ",\"description\":\"new\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("authPasswordSet").booleanValue()).isTrue();
        assertThat(((CredentialReplaced) side.recorded(created.id(), 2)).changedFields())
                .isEqualTo(Set.of(CredentialField.DESCRIPTION));
    }

    @Test
    void neverSendsAKeptPasswordElsewhere() {
        Answer created = api.created(GUARDED);

        Answer server = api.send("PUT", keeping(created), "{\"server\":\"evil.example.com\",\"authUser\":\"alice\"}");
        Answer transport = api.send("PUT", keeping(created), "{" + SETTINGS + ",\"transport\":\"tcp\"}");
        Answer again =
                api.send("PUT", keeping(created), "{\"server\":\"sip2.example.com\",\"authPassword\":\"first\"}");

        assertThat(server.status()).isEqualTo(422);
        assertThat(server.problem()).isEqualTo("auth-password-reentry-required");
        assertThat(transport.problem()).isEqualTo("auth-password-reentry-required");
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void buildsOnTheVersionThatTheCallerSaw() {
        Answer created = api.created("{\"server\":\"sip.example.com\"}");
        String body = "{\"server\":\"sip%d.example.com\"}";

        assertThat(api.put(created.id(), body.formatted(2), "If-Match", "\"1\"").status())
                .isEqualTo(200);
        Answer lost = api.put(created.id(), body.formatted(3), "If-Match", "\"1\"");
        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.problem()).isEqualTo("version-mismatch");
        assertThat(lost.json().get("currentVersion").longValue()).isEqualTo(2);
        assertThat(api.put(created.id(), body.formatted(3), "If-Match", "W/\"2\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.put(created.id(), body.formatted(3), "If-Match", "\"1\", \"2\"")
                        .status())
                .isEqualTo(200);
        assertThat(api.put(created.id(), body.formatted(4), "If-Match", "*").status())
                .isEqualTo(200);
        assertThat(api.put(created.id(), body.formatted(4), "If-Match", "4").status())
                .isEqualTo(400);
    }

    @Test
    void leavesAProvidersCredentialToTheProvider() {
        Answer managed =
                provider.created("{\"server\":\"sip.example.com\",\"providerId\":\"" + UUID.randomUUID() + "\"}");
        String body = "{\"server\":\"sip2.example.com\"}";

        Answer refused = api.put(managed.id(), body);
        Answer done = provider.put(managed.id(), body);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("provider-managed");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("providerId")).isEqualTo(managed.json().get("providerId"));
        assertThat(done.json().get("source").stringValue()).isEqualTo("provider");
    }

    @Test
    void doesNotKnowWhatIsNotThere() {
        Answer answer = api.put(UUID.randomUUID().toString(), GUARDED);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    private static String keeping(Answer created) {
        return Api.PATH + "/" + created.id() + "?keepAuthPassword=true";
    }
}
