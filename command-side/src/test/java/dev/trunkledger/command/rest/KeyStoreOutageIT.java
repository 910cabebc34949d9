package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.command.secret.TransitStub;
import dev.trunkledger.infrastructure.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class KeyStoreOutageIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";
    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}";

    @TempDir
    private Path directory;

    @Test
    void writesThatNeedVaultAnswer503WhileItIsAwayAndAllElseGoesOn(CapturedOutput log) throws Exception {
        try (TransitStub vault = new TransitStub()) {
            vault.seal();
            try (RunningCommandSide side = RunningCommandSide.start(
                    TestDatabase.create(),
                    Map.of(
                            "TRUNKLEDGER_KEK_FILE",
                            "",
                            "TRUNKLEDGER_VAULT_ADDRESS",
                            vault.address(),
                            "TRUNKLEDGER_VAULT_KEY",
                            "trunkledger",
                            "TRUNKLEDGER_VAULT_TOKEN_FILE",
                            TransitStub.tokenFile(directory, TransitStub.TOKEN).toString()))) {
                Api api = Api.ofNewOrganisation(side);
                assertUnavailable(api.post(BARE), vault);
                assertUnavailable(api.post(GUARDED, "Idempotency-Key", "same"), vault);
                assertThat(health(side, "/keys").path("status").asString()).isEqualTo("DOWN");
                assertThat(health(side, "/keys").path("details").path("reason").asString())
                        .contains("sealed");
                assertThat(health(side, "/readiness").path("status").asString()).isEqualTo("UP");

                vault.unseal();
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(api.post(GUARDED, "Idempotency-Key", "same")
                                        .status())
                                .isEqualTo(201));
                String id = api.created(GUARDED).id();
                assertThat(api.put(id, GUARDED).header("ETag")).isEqualTo("\"1\"");

                vault.seal();
                assertUnavailable(api.post(BARE), vault);
                assertThat(api.put(id, GUARDED).header("ETag")).isEqualTo("\"1\"");
                assertThat(api.post(GUARDED, "Idempotency-Key", "same").header("Idempotency-Replayed"))
                        .isEqualTo("true");
                assertThat(api.delete(id).status()).isEqualTo(204);
            }
        }
        assertThat(log).contains("is sealed or in maintenance").doesNotContain(TransitStub.TOKEN);
    }

    private static void assertUnavailable(Answer answer, TransitStub vault) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("service-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).doesNotContainIgnoringCase("vault").doesNotContain(vault.address());
    }

    private static JsonNode health(RunningCommandSide side, String part) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = side.managementUri("/actuator/health" + part);
            return JsonMapper.shared()
                    .readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
        }
    }
}
