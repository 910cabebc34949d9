package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request before anything is decided. */
class RequestFormIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);

    @Test
    void namesEveryBrokenRuleAtOnce() {
        String body = """
                {"server": "sip_1.example.com:0", "transport": "UDP", "domain": " ", "authUser": "a\\u0007",
                 "authPassword": "\u2022\u2022\u2022\u2022", "description": "%s", "cpsLimit": 100001, "cpsKey": ""}""".formatted("d".repeat(256));
        String id = api.created(BARE).id();

        for (Answer answer : new Answer[] {api.post(body), api.put(id, body)}) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("validation-failed");
            assertThat(answer.errors())
                    .containsExactly(
                            "/server invalid-host",
                            "/server invalid-port",
                            "/transport not-allowed",
                            "/domain blank",
                            "/authUser control-character",
                            "/description too-long",
                            "/cpsLimit out-of-range",
                            "/cpsKey blank",
                            "/authPassword masked");
        }
    }

    @Test
    void namesEveryMemberThatIsNotOfTheDocumentedForm() {
        Answer answer = api.post("{\"server\":5,\"authPasword\":\"x\",\"cpsLimit\":\"1\",\"cpsLimit\":2}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.errors())
                .containsExactly(
                        "/server wrong-type",
                        "/authPasword unknown-field",
                        "/cpsLimit wrong-type",
                        "/cpsLimit duplicate-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"server\":\"a\"} x"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(api.post(body).problem()).isEqualTo("malformed-request");
        assertThat(api.put(UUID.randomUUID().toString(), body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/merge-patch+json",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/problem+json",
                "*/*"
            })
    void takesNothingButJsonInUtf8(String contentType) {
        Answer answer = api.send(
                api.request(Api.PATH).header("Content-Type", contentType).POST(BodyPublishers.ofString(BARE)));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void takesNoBodyWithoutItsType() {
        assertThat(api.send(api.request(Api.PATH).POST(BodyPublishers.ofString(BARE)))
                        .status())
                .isEqualTo(415);
        assertThat(api.send(api.request(Api.PATH).POST(BodyPublishers.noBody())).status())
                .isEqualTo(415);
    }

    @Test
    void takesNoCompressedBody() {
        HttpRequest.Builder request = api.request(Api.PATH, "Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BARE));

        assertThat(api.send(request).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=UTF-8", "application/JSON;charset=\"utf-8\""})
    void takesTheCharsetThatJsonHasAnyway(String contentType) {
        HttpRequest.Builder request =
                api.request(Api.PATH).header("Content-Type", contentType).POST(BodyPublishers.ofString(BARE));

        assertThat(api.send(request).status()).isEqualTo(201);
    }

    @Test
    void takesBodiesOf16KibAndNoLarger() {
        String padding = " ".repeat(16 * 1024 - BARE.length());

        assertThat(api.post(BARE + padding).status()).isEqualTo(201);
        assertThat(api.post(BARE + padding + " ").problem()).isEqualTo("body-too-large");
        HttpRequest.Builder chunked = api.request(Api.PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(BARE + padding + " ")));
        assertThat(api.send(chunked).status()).isEqualTo(413);
    }

    @Test
    void answersJsonAlone() {
        Answer answer = api.post(BARE, "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?keepAuthPassword=true", "?x=y", "?x"})
    void knowsNoQueryParametersForPostAndDelete(String query) {
        String id = api.created(BARE).id();

        assertThat(api.send("POST", Api.PATH + query, BARE).problem()).isEqualTo("invalid-parameter");
        assertThat(api.send("DELETE", Api.PATH + "/" + id + query, null).problem())
                .isEqualTo("invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?keepAuthPassword=TRUE",
                "?keepAuthPassword=1",
                "?keepAuthPassword=",
                "?keepAuthPassword",
                "?keepAuthPassword=true&keepAuthPassword=true",
                "?keepAuthPasword=true"
            })
    void takesOnlyTrueOrFalseForKeepAuthPassword(String query) {
        String id = api.created(BARE).id();

        assertThat(api.send("PUT", Api.PATH + "/" + id + query, BARE).problem()).isEqualTo("invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "00000000-0000-0000-0000-00000000000g", "%20"})
    void takesOnlyUuidsForIds(String id) {
        assertThat(api.put(id, BARE).problem()).isEqualTo("invalid-parameter");
        assertThat(api.delete(id).status()).isEqualTo(400);
    }

    @Test
    void takesIdempotencyKeysOf1To255Characters() {
        assertThat(api.post(BARE, "Idempotency-Key", "").problem()).isEqualTo("invalid-parameter");
        assertThat(api.post(BARE, "Idempotency-Key", "k".repeat(256)).status()).isEqualTo(400);
        assertThat(api.post(BARE, "Idempotency-Key", "k".repeat(255)).status()).isEqualTo(201);
    }

    @Test
    void asksForTheScopeToWrite() {
        Api reader = Api.of(side, orgId, Scopes.READ, Scopes.PROVIDER);
        String id = api.created(BARE).id();

        assertThat(reader.post(BARE).status()).isEqualTo(403);
        assertThat(reader.put(id, BARE).problem()).isEqualTo("insufficient-scope");
        assertThat(reader.delete(id).status()).isEqualTo(403);
    }
}
