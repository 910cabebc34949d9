package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Generated from the API document, so that a new endpoint cannot be forgotten. */
class ForeignOrganisationSystemTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    @Test
    void everyEndpointOfOneCredentialAnswers404ToAnotherOrganisationAndHasNoEffect() {
        Deployment deployment = Deployment.shared();
        ApiClient owner = deployment.caller("owner-" + UUID.randomUUID(), "owner");
        String id = owner.post("/api/v1/sip-credentials", "{\"server\":\"sip.example.com\"}")
                .json()
                .get("id")
                .stringValue();
        String own = "/api/v1/sip-credentials/" + id;
        // Two versions, of which the examples speak.
        owner.send("PUT", own, "{\"server\":\"sip2.example.com\"}");
        await().atMost(Deployment.PATIENCE)
                .until(() -> owner.get(own + "/versions/2").status() == 200);
        await().atMost(Deployment.PATIENCE).until(() -> owner.get(own + "/cps").status() == 200);
        JsonNode before = owner.get(own).json();

        JsonNode document = owner.get("/openapi.json").json();
        ApiClient stranger = owner.with(
                deployment.identity().token("stranger-" + UUID.randomUUID(), "stranger", everyScope(document)));
        List<Operation> operations = operations(document);
        assertThat(operations).hasSizeGreaterThanOrEqualTo(4);
        for (Operation operation : operations) {
            Answer answer = stranger.send(operation.method(), operation.path().replace("{id}", id), operation.body());
            assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(404);
        }
        assertThat(owner.get(own).json()).isEqualTo(before);
        assertThat(stranger.get("/api/v1/sip-credentials?includeDeleted=true")
                        .json()
                        .get("totalCount")
                        .longValue())
                .isZero();
        assertThat(stranger.get("/api/v1/audit-entries").json().path("items").isEmpty())
                .isTrue();
    }

    private static String everyScope(JsonNode document) {
        return document.get("paths").findValues("bearer").stream()
                .flatMap(scopes -> scopes.valueStream().map(JsonNode::stringValue))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            if (!path.getKey().contains("{") || !path.getKey().startsWith("/api/v1/")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            target(path.getKey(), method.getValue()),
                            body(method.getValue())));
                }
            }
        }
        return operations;
    }

    /** With the document's own examples of whatever has to be said besides the id. */
    private static String target(String path, JsonNode operation) {
        String target = path;
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString("");
            String example = parameter.path("example").asString("");
            if (parameter.path("in").asString("").equals("path")) {
                target = target.replace("{" + name + "}", example);
            } else if (parameter.path("required").asBoolean(false)) {
                query.add(name + "=" + example);
            }
        }
        return target + query;
    }

    /** The document's own example: a body that the owner could have sent. */
    private static @Nullable String body(JsonNode operation) {
        if (!operation.has("requestBody")) {
            return null;
        }
        JsonNode examples = operation.at("/requestBody/content/application~1json/examples");
        assertThat(examples.isEmpty()).as("an example body in the document").isFalse();
        return examples.iterator().next().get("value").toString();
    }

    private record Operation(
            String method, String path, @Nullable String body) {}
}
