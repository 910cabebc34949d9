package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.documents.ApiDocuments;
import dev.trunkledger.http.documents.OpenApiDocument;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents as a reader without a token gets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {

    private final EdgeFixture edge = EdgeFixture.start(ApiDocuments.class);

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void servesTheOpenApiDocument() {
        var answer = get("/openapi.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("application/json");
        assertThat(EdgeFixture.json(answer)).isEqualTo(OpenApiDocument.load().json());
        assertThat(edge.send(edge.request("/openapi.json")
                                .header(
                                        "If-None-Match",
                                        answer.headers().firstValue("ETag").orElseThrow()))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theDocumentationPageRunsNoInlineScriptAndAsksNoOtherHost() {
        var page = get("/docs");

        assertThat(type(page)).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.body())
                .doesNotContain("http:", "https:", "<style", "style=", "onload")
                .doesNotMatch("(?s).*<script>.*");
        var links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int count = 0;
        while (links.find()) {
            assertThat(get(links.group(1)).statusCode()).as(links.group(1)).isEqualTo(200);
            count++;
        }
        assertThat(count).isEqualTo(5);
    }

    @Test
    void theStartPageLeadsToTheDocumentation() {
        var answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/docs");
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemTypeIsExplainedAtItsUri(ProblemType type) {
        var page = get(type.uri().toString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(type(page)).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<h1>" + type.title() + "</h1>", type.explanation());
        assertThat(get("/problems").body()).contains("href=\"" + type.uri() + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems/none-such",
                "/schemas/none-such.json",
                "/schemas/..%5Capplication.yaml",
                "/docs/none-such.js",
                "/docs/index.html"
            })
    void answers404ToWhatIsNotThere(String path) {
        assertThat(get(path).statusCode()).isIn(400, 404);
        assertThat(type(get(path))).isEqualTo("application/problem+json");
    }

    @Test
    void servesTheSchemasOfTheEvents() {
        var answer = get("/schemas/CredentialCreated.v1.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("application/schema+json");
        assertThat(EdgeFixture.json(answer).path("$schema").asString())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void servesTheAsyncApiDocument() {
        var answer = get("/asyncapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("asyncapi: 3.");
    }

    private HttpResponse<String> get(String path) {
        return edge.send(edge.request(path));
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }
}
