package dev.trunkledger.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every refusal is a problem, whoever refuses: handler, framework, filter or container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ProblemAnswersTest {

    private static final String CANARY = "canary-7c1f";

    private final EdgeFixture edge = EdgeFixture.start();

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void tellsEveryFaultAndFurtherMembers() {
        var answer = edge.send(edge.read("/api/v1/samples/refused"));

        EdgeTest.assertProblem(answer, ProblemType.VALIDATION_FAILED);
        assertThat(EdgeFixture.json(answer).path("errors").toString())
                .isEqualTo("[{\"pointer\":\"/server\",\"code\":\"missing\",\"message\":\"server is required\"},"
                        + "{\"pointer\":\"/cpsLimit\",\"code\":\"too-small\",\"message\":\"cpsLimit is at least 1\"}]");
        assertThat(EdgeFixture.json(answer).path("currentVersion").asInt()).isEqualTo(7);
    }

    @Test
    void answersAnAsynchronousRefusalToo() {
        EdgeTest.assertProblem(edge.send(edge.read("/api/v1/samples/later-wrong")), ProblemType.CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing-here", "/api/v1/samples", "/nothing-here", "/", "/error"})
    void answers404ToUnknownPaths(String path) {
        EdgeTest.assertProblem(edge.send(edge.read(path)), ProblemType.NOT_FOUND);
    }

    @Test
    void listsTheAllowedMethods() {
        var answer = edge.send(edge.read("/api/v1/samples/bodies").DELETE());

        EdgeTest.assertProblem(answer, ProblemType.METHOD_NOT_ALLOWED);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void refusesMethodsThatNobodyNeeds() {
        for (String method : new String[] {"TRACE", "PROPFIND", "X-ODD"}) {
            var answer = edge.send(edge.read("/api/v1/samples/caller").method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(method).isBetween(400, 405);
            assertThat(answer.headers().firstValue("Content-Type")).as(method).hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*"})
    void answers406AsAProblemEvenToOneWhoWantsSomethingElse(String accept) {
        var answer = edge.send(edge.read("/api/v1/samples/bodies")
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        EdgeTest.assertProblem(answer, ProblemType.NOT_ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense", ""})
    void answers415ToOtherBodies(String contentType) {
        var request = edge.read("/api/v1/samples/bodies").POST(BodyPublishers.ofString("a=" + CANARY));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        var answer = edge.send(request);

        EdgeTest.assertProblem(answer, ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"canary-7c1f\"", "[\"canary-7c1f\"]", "canary-7c1f", ""})
    void answers400ToUnreadableBodiesWithoutQuotingThem(String body, CapturedOutput log) {
        var answer = post("/api/v1/samples/parsed", body);

        EdgeTest.assertProblem(answer, ProblemType.MALFORMED_REQUEST);
        assertThat(answer.body() + log).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?%00=x", "?=x", "?a%0d%0aX-Injected:%20yes=x"})
    void refusesParametersWithoutAProperName(String query) {
        HttpResponse<String> answer = edge.send(edge.read("/api/v1/samples/numbers/1" + query));

        EdgeTest.assertProblem(answer, ProblemType.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/samples/numbers/canary-7c1f?take=1, Parameter number is not of the right form.",
        "/api/v1/samples/numbers/1?take=canary-7c1f, Parameter take is not of the right form.",
        "/api/v1/samples/numbers/1?take=99999999999, Parameter take is not of the right form.",
        "/api/v1/samples/numbers/1, Parameter take is missing."
    })
    void namesTheParameterButNotItsValue(String path, String detail) {
        var answer = edge.send(edge.read(path));

        assertThat(answer.statusCode()).isEqualTo(400);
        var problem = EdgeFixture.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/invalid-parameter");
        assertThat(problem.path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void takesABodyOf16KiBAndNotAByteMore() {
        assertThat(post("/api/v1/samples/bodies", "x".repeat(16_384)).body()).isEqualTo("{\"length\":16384}");
        EdgeTest.assertProblem(post("/api/v1/samples/bodies", "x".repeat(16_385)), ProblemType.BODY_TOO_LARGE);
        EdgeTest.assertProblem(post("/api/v1/samples/bodies", "x".repeat(1_000_000)), ProblemType.BODY_TOO_LARGE);
    }

    @Test
    void countsABodyThatDoesNotSayItsLength() {
        assertThat(chunked("/api/v1/samples/bodies", 16_384).body()).isEqualTo("{\"length\":16384}");
        EdgeTest.assertProblem(chunked("/api/v1/samples/bodies", 16_385), ProblemType.BODY_TOO_LARGE);
        EdgeTest.assertProblem(chunked("/api/v1/samples/parsed", 200_000), ProblemType.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "25P03", "25P04", "55P03"})
    void answers503WithRetryAfterWhenTheDatabaseIsAway(String state) {
        assertAway(edge.send(edge.read("/api/v1/samples/sql-state?state=" + state)));
    }

    @Test
    void saysThatItWasTheQuestionThatTookTooLong() {
        var answer = edge.send(edge.read("/api/v1/samples/database-slow"));
        assertAway(answer);
        assertThat(answer.body()).contains("The database took too long to answer this.");
    }

    @Test
    void answers503WhenNoConnectionCanBeHad(CapturedOutput log) {
        assertAway(edge.send(edge.read("/api/v1/samples/database-away")));
        assertThat(log).contains("A dependency is away: org.springframework.dao.DataAccessResourceFailureException");
        assertThat(log).doesNotContain(CANARY);
    }

    @Test
    void takesACallerWhoHungUpForNoDefect(CapturedOutput log) {
        edge.send(edge.read("/api/v1/samples/hung-up"));

        assertThat(log).doesNotContain("Unexpected failure", CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/samples/defect", "/api/v1/samples/error", "/api/v1/samples/sql-state?state=23505"})
    void tellsNothingOfADefectButLogsWhereItIs(String path, CapturedOutput log) {
        var answer = edge.send(edge.read(path));

        EdgeTest.assertProblem(answer, ProblemType.INTERNAL_ERROR);
        assertThat(answer.body()).doesNotContain(CANARY, "Exception", "SampleController");
        assertThat(log).contains("Unexpected failure").contains("at dev.trunkledger.http.SampleController");
        assertThat(log).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/samples;v=1/caller", "/api/v1//samples/caller", "/api/v1/samples/%2e%2e/x"})
    void answersWhatTheFirewallRejectsAsAProblem(String path) {
        EdgeTest.assertProblem(edge.send(edge.read(path)), ProblemType.MALFORMED_REQUEST);
    }

    private static void assertAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(EdgeFixture.json(answer).path("type").asString()).isEqualTo("/problems/service-unavailable");
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    private HttpResponse<String> post(String path, String body) {
        return edge.send(
                edge.read(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> chunked(String path, int length) {
        return edge.send(edge.read(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(" ".repeat(length).getBytes(UTF_8)))));
    }
}
