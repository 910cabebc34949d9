package dev.trunkledger.query.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.Trunk;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialIT {

    private final QuerySide querySide = QuerySide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final Client caller = querySide.caller(orgId);
    private final Trunk trunk = new Trunk(orgId);

    @Test
    void answersTheWholeCredentialWithItsTag() {
        querySide.project(trunk.created(Trunk.server("sip.example.com")));
        Answer answer = caller.get(trunk.path());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.header("Cache-Control")).contains("no-cache, private");
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.response().body().getBytes(UTF_8))
                .isEqualTo(PublicCredentialJson.bytes(
                        PublicCredential.after(trunk.last().event())));
        assertThat(answer.json().get("description").isNull()).isTrue();
    }

    @Test
    void answersNotModifiedToWhoHasTheNewestVersion() {
        querySide.project(
                trunk.created(Trunk.server("sip.example.com")), trunk.replaced(Trunk.server("sip2.example.com")));
        for (String tags : List.of("\"2\"", "W/\"2\"", "\"7\", \"2\"", "*")) {
            Answer answer = caller.get(trunk.path(), "If-None-Match", tags);
            assertThat(answer.status()).as(tags).isEqualTo(304);
            assertThat(answer.header("ETag")).contains("\"2\"");
            assertThat(answer.response().body()).isEmpty();
        }
        assertThat(caller.get(trunk.path(), "If-None-Match", "\"1\"").status()).isEqualTo(200);
        assertThat(caller.get(trunk.path(), "If-None-Match", "\"1\"", "If-None-Match", "\"2\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() {
        querySide.project(trunk.created(Trunk.server("sip.example.com")));
        for (String path : List.of(
                trunk.path(),
                trunk.path() + "?minVersion=1",
                trunk.path() + "/history",
                "/api/v1/sip-credentials",
                "/api/v1/audit-entries")) {
            Answer head = caller.head(path);
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.response().body()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo(caller.get(path).header("ETag"));
        }
        assertThat(caller.head(trunk.path(), "If-None-Match", "\"1\"").status()).isEqualTo(304);
    }

    @Test
    void answersGoneForADeletedOneAndSaysSince() {
        querySide.project(trunk.created(Trunk.server("sip.example.com")), trunk.deleted());
        Answer answer = caller.get(trunk.path());
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.problem()).isEqualTo("credential-deleted");
        assertThat(answer.json().path("deletedTime").asString()).isEqualTo(Trunk.START.toString());
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(caller.get(trunk.path() + "?minVersion=2").status()).isEqualTo(410);
    }

    @Test
    void answersNotFoundForAnotherOrganisationsAndForNobodys() {
        querySide.project(trunk.created(Trunk.server("sip.example.com")));
        Client stranger = querySide.caller(orgId + "x");
        Answer theirs = stranger.get(trunk.path(), "If-None-Match", "*");
        Answer nobodys = caller.get("/api/v1/sip-credentials/" + UUID.randomUUID());
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.problem()).isEqualTo("not-found");
        assertThat(nobodys.status()).isEqualTo(404);
        assertThat(theirs.json().path("detail")).isEqualTo(nobodys.json().path("detail"));
        assertThat(stranger.get(trunk.path() + "/history").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/sip-credentials?includeDeleted=true").items())
                .isEmpty();
        assertThat(stranger.get("/api/v1/audit-entries?credentialId=" + trunk.id())
                        .items())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoIdOrNoParameterOfIts() {
        assertThat(caller.get("/api/v1/sip-credentials/not-a-uuid").problem()).isEqualTo("invalid-parameter");
        assertThat(caller.get(trunk.path() + "?asof=now").problem()).isEqualTo("invalid-parameter");
        assertThat(caller.get(trunk.path() + "?minVersion=0").problem()).isEqualTo("invalid-parameter");
        assertThat(caller.get(trunk.path() + "?minVersion=1&minVersion=2").problem())
                .isEqualTo("invalid-parameter");
    }

    @Test
    void asksForTheScopeOfEachEndpoint() {
        querySide.project(trunk.created(Trunk.server("sip.example.com")));
        Client writer = querySide.caller(orgId, Scopes.WRITE);
        Client reader = querySide.caller(orgId, Scopes.READ);
        Client auditor = querySide.caller(orgId, Scopes.AUDIT);
        String history = trunk.path() + "/history";
        for (String path : List.of(
                trunk.path(),
                trunk.path() + "?minVersion=1",
                history,
                "/api/v1/sip-credentials",
                "/api/v1/audit-entries")) {
            assertThat(writer.get(path).problem()).as(path).isEqualTo("insufficient-scope");
        }
        assertThat(reader.get("/api/v1/audit-entries").status()).isEqualTo(403);
        assertThat(auditor.get(trunk.path()).status()).isEqualTo(403);
        assertThat(auditor.get("/api/v1/sip-credentials").status()).isEqualTo(403);
        assertThat(reader.get(history).status()).isEqualTo(200);
        assertThat(auditor.get(history).status()).isEqualTo(200);
    }
}
