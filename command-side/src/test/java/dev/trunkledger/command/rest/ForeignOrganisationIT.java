package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.documents.OpenApiDocument;
import dev.trunkledger.http.documents.OpenApiDocument.Operation;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every command of the OpenAPI document that names a credential, on one of another organisation. */
class ForeignOrganisationIT {

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final Api owner = Api.ofNewOrganisation(side);
    private final Api stranger = Api.of(side, Api.newOrganisation(), allScopes());

    static List<Operation> commands() {
        List<Operation> commands = OpenApiDocument.load().operations().stream()
                .filter(operation -> operation.tags().contains("Commands"))
                .filter(operation -> operation.path().contains("{id}"))
                .toList();
        assertThat(commands).isNotEmpty();
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void findsNothingAndChangesNothing(Operation command) {
        Answer created = owner.created("{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}");

        Answer foreign = call(command, created.id(), "If-Match", "\"9\"");
        Answer missing = call(command, UUID.randomUUID().toString());
        Answer deletedForeign = call(command, deleted());

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.problem()).isEqualTo("not-found");
        assertThat(foreign.json().get("detail")).isEqualTo(missing.json().get("detail"));
        assertThat(deletedForeign.status()).isEqualTo(404);
        assertThat(owner.put(created.id(), "{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}")
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    private String deleted() {
        String id = owner.created("{\"server\":\"sip.example.com\"}").id();
        owner.delete(id);
        return id;
    }

    private Answer call(Operation command, String id, String... headers) {
        return stranger.send(command.method(), command.path().replace("{id}", id), body(command), headers);
    }

    /** The document's own example: a body that the owner could have sent. */
    private static @Nullable String body(Operation command) {
        JsonNode body = OpenApiDocument.load()
                .json()
                .path("paths")
                .path(command.path())
                .path(command.method().toLowerCase(Locale.ROOT))
                .path("requestBody");
        return body.isMissingNode()
                ? null
                : body.at("/content/application~1json/examples")
                        .iterator()
                        .next()
                        .get("value")
                        .toString();
    }

    private static String[] allScopes() {
        return new String[] {
            Scopes.READ, Scopes.WRITE, Scopes.REVEAL, Scopes.PROVIDER, Scopes.AUDIT, Scopes.CALL_PERMITS
        };
    }
}
