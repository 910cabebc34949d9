package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.testing.BadTokens;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, and what is known of the request, on a real Tomcat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

    private final EdgeFixture edge = EdgeFixture.start();

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void handsTheCallerOfTheTokenToTheHandler() {
        var answer = edge.send(edge.read("/api/v1/samples/caller"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"orgId":"acme","sub":"alice","clientId":"test-client","scopes":["sip-credentials:read"]}""");
    }

    @Test
    void asksForATokenUnderApi() {
        for (String path : new String[] {"/api/v1/samples/caller", "/api/v1/nothing-here", "/api/"}) {
            var answer = edge.send(edge.request(path));

            assertProblem(answer, ProblemType.UNAUTHENTICATED);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void answers401ToEveryBadToken(String what, String token) {
        var answer = edge.send(edge.request("/api/v1/samples/caller").header("Authorization", "Bearer " + token));

        assertProblem(answer, ProblemType.UNAUTHENTICATED);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).as(what).hasValue("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "nimbus", token.substring(0, 3) + ".");
    }

    java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> badTokens() {
        return BadTokens.of(edge.issuer).entrySet().stream()
                .map(bad -> org.junit.jupiter.params.provider.Arguments.of(bad.getKey(), bad.getValue()));
    }

    @Test
    void doesNotTakeATokenFromAnywhereButTheHeader() {
        String token = edge.issuer.token("acme", "alice", Scopes.READ);

        assertProblem(
                edge.send(edge.request("/api/v1/samples/caller?access_token=" + token)), ProblemType.UNAUTHENTICATED);
        assertProblem(
                edge.send(edge.request("/api/v1/samples/caller").header("Cookie", "access_token=" + token)),
                ProblemType.UNAUTHENTICATED);
        assertProblem(
                edge.send(edge.request("/api/v1/samples/caller").header("Authorization", "Basic " + token)),
                ProblemType.UNAUTHENTICATED);
        assertProblem(
                edge.send(edge.request("/api/v1/samples/caller").header("Authorization", "Bearer a b")),
                ProblemType.UNAUTHENTICATED);
    }

    @Test
    void namesTheScopeThatIsMissing() {
        var answer = edge.send(edge.read("/api/v1/samples/write-only"));

        assertProblem(answer, ProblemType.INSUFFICIENT_SCOPE);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"sip-credentials:write\"");
    }

    @Test
    void keepsTheCallerThroughAnAsynchronousAnswer() {
        var answer = edge.send(edge.read("/api/v1/samples/later").header("X-Request-Id", "r-1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"sub\":\"alice\"}");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("r-1");
    }

    @Test
    void tellsHandlersWhatIsKnownOfTheRequest() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var answer = edge.send(edge.read("/api/v1/samples/facts")
                .header("X-Request-Id", "req-1")
                .header("User-Agent", "dialer/2")
                .header("X-Change-Reason", " carrier moved ")
                .header("traceparent", trace));

        assertThat(EdgeFixture.json(answer).toString())
                .isEqualTo("{\"requestId\":\"req-1\",\"ip\":\"127.0.0.1\",\"userAgent\":\"dialer/2\","
                        + "\"changeReason\":\"carrier moved\",\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                        + "\"traceParent\":\"" + trace + "\"}");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("req-1");
    }

    @Test
    void makesTheIdsThatTheCallerDoesNotSendWell() {
        var answer = edge.send(edge.read("/api/v1/samples/facts")
                .header("X-Request-Id", "a b\"<script>")
                .header("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"));

        var facts = EdgeFixture.json(answer);
        assertThat(facts.path("requestId").asString()).matches("[0-9a-f-]{36}");
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValue(facts.path("requestId").asString());
        assertThat(facts.path("traceId").asString()).matches("[0-9a-f]{32}").doesNotMatch("0{32}");
        assertThat(facts.path("traceParent").asString())
                .isEqualTo(facts.path("traceParent").asString())
                .startsWith("00-" + facts.path("traceId").asString() + "-");
    }

    @Test
    void believesAProxyOnThePrivateNetworkAboutTheClientsAddress() {
        var answer = edge.send(edge.read("/api/v1/samples/facts").header("X-Forwarded-For", "6.6.6.6, 203.0.113.9"));

        assertThat(EdgeFixture.json(answer).path("ip").asString()).isEqualTo("203.0.113.9");
    }

    @Test
    void sendsTheSecurityHeadersWithEveryAnswer() {
        for (HttpResponse<String> answer : java.util.List.of(
                edge.send(edge.read("/api/v1/samples/caller")),
                edge.send(edge.request("/api/v1/samples/caller")),
                edge.send(edge.request("/nothing-here")))) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void showsHealthInfoAndMetricsOnTheManagementPortAlone() {
        for (String path : new String[] {"/actuator/health", "/actuator/info", "/actuator/prometheus"}) {
            assertThat(edge.send(edge.management(path)).statusCode()).as(path).isEqualTo(200);
            assertThat(edge.send(edge.request(path)).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : new String[] {"/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/api/v1/x"}) {
            assertThat(edge.send(edge.management(path)).statusCode()).as(path).isIn(401, 404);
        }
        assertThat(edge.send(edge.management("/actuator/health/liveness")).body())
                .contains("\"status\":\"UP\"");
        assertThat(edge.send(edge.management("/actuator/health/readiness")).body())
                .contains("\"status\":\"UP\"");
    }

    @Test
    void countsRequestsByTemplateNotById() {
        edge.send(edge.read("/api/v1/samples/numbers/4711?take=1"));

        assertThat(edge.send(edge.management("/actuator/prometheus")).body())
                .contains("uri=\"/api/v1/samples/numbers/{number}\"")
                .doesNotContain("4711");
    }

    static void assertProblem(HttpResponse<String> answer, ProblemType type) {
        assertThat(answer.statusCode()).isEqualTo(type.status());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = EdgeFixture.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type.slug());
        assertThat(problem.path("title").asString()).isEqualTo(type.title());
        assertThat(problem.path("status").asInt()).isEqualTo(type.status());
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString())
                .isEqualTo(answer.request().uri().getRawPath());
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }
}
