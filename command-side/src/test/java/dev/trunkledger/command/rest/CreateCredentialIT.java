package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.http.Scopes;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CreateCredentialIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);
    private final Api provider = Api.of(side, orgId, Scopes.WRITE, Scopes.PROVIDER);

    @Test
    void answersWithTheWholeCredentialAndWhereItIs() {
        Answer answer = api.post("""
                {"server": "sip.example.com:5061", "transport": "tls", "domain": "realm", "authUser": "alice",
                 "authPassword": "s3cr3t-of-alice", "description": "Main line", "cpsLimit": 10, "cpsKey": "pool"}""");

        JsonNode credential = answer.json();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/sip-credentials/" + answer.id());
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(credential.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "orgId",
                        "server",
                        "transport",
                        "domain",
                        "authUser",
                        "description",
                        "cpsLimit",
                        "cpsKey",
                        "source",
                        "providerId",
                        "createdTime",
                        "lastUpdateTime",
                        "version",
                        "authPasswordSet");
        assertThat(credential.get("orgId").stringValue()).isEqualTo(orgId);
        assertThat(credential.get("server").stringValue()).isEqualTo("sip.example.com:5061");
        assertThat(credential.get("transport").stringValue()).isEqualTo("tls");
        assertThat(credential.get("source").stringValue()).isEqualTo("manual");
        assertThat(credential.get("authPasswordSet").booleanValue()).isTrue();
        assertThat(credential.get("version").longValue()).isEqualTo(1);
        assertThat(credential.get("createdTime")).isEqualTo(credential.get("lastUpdateTime"));
        assertThat(Instant.parse(credential.get("createdTime").stringValue())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void givesWhatIsOmittedItsDefault() {
        JsonNode credential = api.post(BARE).json();

        assertThat(credential.get("transport").stringValue()).isEqualTo("udp");
        for (String unset : new String[] {"domain", "authUser", "description", "cpsLimit", "cpsKey", "providerId"}) {
            assertThat(credential.get(unset).isNull()).as(unset).isTrue();
        }
        assertThat(credential.get("authPasswordSet").booleanValue()).isFalse();
        assertThat(credential.has("warnings")).isFalse();
    }

    @Test
    void recordsWhoDidItFromWhereAndWhy() {
        Answer answer = api.post(
                BARE,
                "X-Request-Id",
                "req-7",
                "X-Change-Reason",
                "Carrier moved",
                "User-Agent",
                "console/1.0",
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        CredentialCreated created = (CredentialCreated) side.recorded(answer.id(), 1);

        assertThat(answer.header("X-Request-Id")).isEqualTo("req-7");
        assertThat(created.envelope().orgId()).isEqualTo(orgId);
        assertThat(created.envelope().actor())
                .isEqualTo(new EventActor(
                        "alice",
                        "test-client",
                        "127.0.0.1",
                        "console/1.0",
                        "Carrier moved",
                        "req-7",
                        "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void isTheProvidersWhenItNamesItself() {
        String providerId = UUID.randomUUID().toString();

        Answer answer = provider.post("{\"server\":\"sip.example.com\",\"providerId\":\"" + providerId + "\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("source").stringValue()).isEqualTo("provider");
        assertThat(answer.json().get("providerId").stringValue()).isEqualTo(providerId);
    }

    @Test
    void letsNobodyElseNameAProvider() {
        Answer answer = api.post("{\"server\":\"sip.example.com\",\"providerId\":\"" + UUID.randomUUID() + "\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("insufficient-scope");
        assertThat(answer.header("WWW-Authenticate")).contains("scope=\"sip-credentials:provider\"");
    }

    @Test
    void takesNullForNoProvider() {
        Answer answer = api.post("{\"server\":\"sip.example.com\",\"providerId\":null}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("source").stringValue()).isEqualTo("manual");
    }

    @Test
    void takesNothingElseThatTheServerOwns() {
        Answer answer = api.post("{\"server\":\"sip.example.com\",\"id\":\"x\",\"version\":7}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("/id server-owned", "/version server-owned");
    }

    @Test
    void ignoresIfMatchAsACollectionHasNoVersion() {
        assertThat(api.post(BARE, "If-Match", "\"7\"").status()).isEqualTo(201);
    }

    @Test
    void storesNoPasswordInTheEvent() {
        Answer answer = api.post("{\"server\":\"sip.example.com\",\"authUser\":\"a\",\"authPassword\":null}");

        CredentialContent content = side.recorded(answer.id(), 1).content();

        assertThat(content.secretVersion()).isNull();
        assertThat(answer.json().get("authPasswordSet").booleanValue()).isFalse();
    }

    @Test
    void warnsOfWhatIsProbablyNotMeant() {
        assertThat(api.post("{\"server\":\"sip.example.com:5060\",\"transport\":\"tls\",\"authUser\":\"a\","
                                + "\"cpsKey\":\"pool\"}")
                        .warnings())
                .containsExactly("tls-on-port-5060", "auth-user-without-password", "cps-key-without-limit");
        assertThat(api.post("{\"server\":\"sip.example.com\",\"authPassword\":\"x\",\"domain\":\"" + "d".repeat(65)
                                + "\"}")
                        .warnings())
                .containsExactly("longer-than-64", "password-without-auth-user");
    }

    @Test
    void warnsOfMembersOfAKeyThatDisagreeOnTheLimit() {
        String member = "{\"server\":\"sip.example.com\",\"cpsKey\":\"shared\",\"cpsLimit\":%d}";

        assertThat(api.post(member.formatted(10)).warnings()).isEmpty();
        assertThat(api.post(member.formatted(10)).warnings()).isEmpty();
        assertThat(api.post(member.formatted(5)).warnings()).containsExactly("cps-key-limits-disagree");
        assertThat(Api.ofNewOrganisation(side).post(member.formatted(5)).warnings())
                .isEmpty();
    }
}
