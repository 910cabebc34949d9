package dev.trunkledger.http.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.documents.OpenApiDocument.Operation;
import dev.trunkledger.http.testing.ApiDescription;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class OpenApiDocumentTest {

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
    private static final ApiDescription DESCRIPTION = new ApiDescription();

    @Test
    void isAValidOpenApi31Document() {
        var parsed = new OpenAPIV3Parser().readContents(new String(DOCUMENT.bytes(), UTF_8), null, new ParseOptions());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.isOpenapi31()).isTrue();
        assertThat(parsed.getOpenAPI().getPaths())
                .hasSize(DOCUMENT.json().path("paths").size());
    }

    @Test
    void describesTheWholeApi() {
        assertThat(DOCUMENT.operations().stream().map(o -> o.method() + " " + o.path() + " " + o.scopes()))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/sip-credentials [sip-credentials:write]",
                        "PUT /api/v1/sip-credentials/{id} [sip-credentials:write]",
                        "DELETE /api/v1/sip-credentials/{id} [sip-credentials:write]",
                        "POST /api/v1/sip-credentials/{id}/reveals [sip-credentials:reveal]",
                        "POST /api/v1/sip-credentials/{id}/restorations [sip-credentials:write]",
                        "POST /api/v1/sip-credentials/{id}/erasures [sip-credentials:write]",
                        "GET /api/v1/sip-credentials [sip-credentials:read]",
                        "GET /api/v1/sip-credentials/{id} [sip-credentials:read]",
                        "GET /api/v1/sip-credentials/{id}/versions/{version} [sip-credentials:read]",
                        "GET /api/v1/sip-credentials/{id}/diff [sip-credentials:read]",
                        "GET /api/v1/sip-credentials/{id}/history [sip-credentials:read, audit:read]",
                        "GET /api/v1/sip-credentials/{id}/history/verification [sip-credentials:read, audit:read]",
                        "GET /api/v1/audit-entries [audit:read]",
                        "GET /api/v1/audit-events [audit:read]",
                        "GET /api/v1/audit-checkpoints [audit:read]",
                        "POST /api/v1/audit-checkpoints [audit:read]",
                        "POST /api/v1/sip-credentials/{id}/call-permits [call-permits:acquire]",
                        "GET /api/v1/sip-credentials/{id}/cps [sip-credentials:read, call-permits:acquire]",
                        "GET /api/v1/cps-pools [sip-credentials:read, call-permits:acquire]");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        eachObject(DOCUMENT.json(), "", (where, object) -> {
            JsonNode reference = object.path("$ref");
            if (reference.isString()) {
                assertThat(reference.asString()).as(where).startsWith("#/");
                assertThat(DESCRIPTION.resolved(object).isMissingNode())
                        .as(reference.asString())
                        .isFalse();
            }
        });
    }

    @Test
    void everyComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        eachObject(
                DOCUMENT.json(),
                "",
                (where, object) -> used.add(object.path("$ref").asString("")));

        DOCUMENT.json()
                .path("components")
                .propertyStream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> assertThat(used).contains("#/components/" + kind.getKey() + "/" + name)));
    }

    @Test
    void everyExampleFitsItsSchema() {
        int[] count = {0};
        eachObject(DOCUMENT.json(), "", (where, object) -> {
            if (object.path("schema").isObject()) {
                for (JsonNode example : examples(object)) {
                    count[0]++;
                    assertThat(DESCRIPTION.faults(object.path("schema"), example))
                            .as(where)
                            .isEmpty();
                }
            }
        });
        assertThat(count[0]).isGreaterThan(40);
    }

    @Test
    void everySchemaExampleFitsToo() {
        DOCUMENT.json()
                .at("/components/schemas")
                .forEach(schema -> schema.path("examples")
                        .forEach(example ->
                                assertThat(DESCRIPTION.faults(schema, example)).isEmpty()));
    }

    @Test
    void aPasswordInAnAnswerWouldNotFit() {
        var answer = (tools.jackson.databind.node.ObjectNode)
                DOCUMENT.json().at("/components/examples/Credential/value").deepCopy();
        assertThat(faults(answer)).isEmpty();

        answer.put("authPassword", "x");
        assertThat(faults(answer)).isNotEmpty();
    }

    private static List<String> faults(JsonNode answer) {
        return DESCRIPTION.faults("GET", "/api/v1/sip-credentials/{id}", 200, "application/json", answer);
    }

    @Test
    void itsProblemsAreThoseOfTheApi() {
        Map<String, JsonNode> examples = DOCUMENT.json()
                .at("/components/examples")
                .propertyStream()
                .map(example -> example.getValue().path("value"))
                .filter(example -> example.path("type").asString("").startsWith("/problems/"))
                .collect(Collectors.toMap(
                        example -> example.path("type").asString(), example -> example, (one, other) -> one));
        for (ProblemType type : ProblemType.values()) {
            if (type != ProblemType.METHOD_NOT_ALLOWED) { // answers methods that the document does not have
                JsonNode example = examples.getOrDefault(type.uri().toString(), MissingNode.getInstance());
                examples.remove(type.uri().toString());
                assertThat(example.path("title").asString("")).as(type.slug()).isEqualTo(type.title());
                assertThat(example.path("status").asInt()).isEqualTo(type.status());
            }
        }
        assertThat(examples).isEmpty();
    }

    @Test
    void problemExamplesStandUnderTheirStatus() {
        for (Operation operation : DOCUMENT.operations()) {
            responses(operation).propertyStream().forEach(response -> {
                JsonNode media = DESCRIPTION.resolved(response.getValue()).at("/content/application~1problem+json");
                for (JsonNode example : examples(media)) {
                    assertThat(example.path("status").asString())
                            .as(operation.toString())
                            .isEqualTo(response.getKey());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationTellsItsProblemsAndHeaders(Operation operation) {
        assertThat(responses(operation).propertyNames()).contains("400", "401", "403", "413", "429", "500", "503");
        assertThat(operation.scopes())
                .isNotEmpty()
                .isSubsetOf(Scopes.READ, Scopes.WRITE, Scopes.REVEAL, Scopes.AUDIT, Scopes.CALL_PERMITS);
        responses(operation).propertyStream().forEach(response -> {
            JsonNode content = DESCRIPTION.resolved(response.getValue());
            assertThat(content.path("description").asString()).isNotBlank();
            assertThat(content.path("headers").has("X-Request-Id")).isTrue();
            if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                assertThat(content.path("content").propertyNames()).containsExactly("application/problem+json");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyPathVariableIsAParameter(Operation operation) {
        Set<String> variables = Stream.of(operation.path().split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .collect(Collectors.toSet());
        Set<String> parameters = json(operation)
                .path("parameters")
                .valueStream()
                .map(DESCRIPTION::resolved)
                .filter(parameter -> parameter.path("in").asString().equals("path"))
                .map(parameter -> parameter.path("name").asString())
                .collect(Collectors.toSet());

        assertThat(parameters).isEqualTo(variables);
    }

    static List<Operation> operations() {
        return DOCUMENT.operations();
    }

    private static JsonNode responses(Operation operation) {
        return json(operation).path("responses");
    }

    private static JsonNode json(Operation operation) {
        return DOCUMENT.json()
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT));
    }

    private static List<JsonNode> examples(JsonNode object) {
        return Stream.concat(
                        object.has("example") ? Stream.of(object.path("example")) : Stream.empty(),
                        object.path("examples")
                                .valueStream()
                                .map(example -> DESCRIPTION.resolved(example).path("value")))
                .toList();
    }

    private static void eachObject(JsonNode node, String where, BiConsumer<String, JsonNode> look) {
        if (node.isObject()) {
            look.accept(where, node);
            node.propertyStream().forEach(entry -> eachObject(entry.getValue(), where + "/" + entry.getKey(), look));
        } else {
            node.forEach(element -> eachObject(element, where + "/*", look));
        }
    }
}
