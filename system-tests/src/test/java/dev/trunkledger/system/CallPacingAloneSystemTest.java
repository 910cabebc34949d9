package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Call pacing as it is deployed, and what it needs of the other sides: nothing. */
class CallPacingAloneSystemTest {

    private static final String SCOPES = Identity.MANUAL_SCOPES + " call-permits:acquire";
    private static final String CREDENTIALS = "/api/v1/sip-credentials";

    @Test
    void isReadyAndKeepsItsOperationOffItsOwnPortWithoutTheOtherSides() throws Exception {
        try (Deployment deployment = Deployment.startWithPacing()) {
            ServiceProcess pacing = deployment.callPacing();
            ApiClient caller = deployment
                    .caller("", "")
                    .with(deployment.identity().token("org-" + UUID.randomUUID(), "dialer", SCOPES));
            String trunk = caller.post(CREDENTIALS, "{\"server\":\"sip.example.com\",\"cpsLimit\":5}")
                    .json()
                    .get("id")
                    .stringValue();
            String permits = CREDENTIALS + "/" + trunk + "/call-permits";
            await().atMost(Deployment.PATIENCE)
                    .until(() -> caller.post(permits, "{}").status() != 404);
            deployment.commandSide().close();
            deployment.querySide().close();

            Answer granted = caller.post(permits, "{\"calls\":2,\"maxWaitMs\":5000}");
            assertThat(granted.status()).as(granted.body()).isEqualTo(200);
            assertThat(granted.json().get("delaysMs").size()).isEqualTo(2);
            assertThat(caller.post(permits, "{}").status()).isEqualTo(429);

            assertThat(get(pacing.managementUrl() + "/actuator/health/readiness")
                            .body())
                    .contains("\"status\":\"UP\"", "\"db\"");
            assertThat(get(pacing.managementUrl() + "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(get(pacing.managementUrl() + "/actuator/prometheus").body())
                    .contains("application=\"trunkledger-call-pacing\"");
            assertThat(get(pacing.managementUrl() + "/actuator/env").statusCode())
                    .isEqualTo(404);

            HttpResponse<String> refused = get(pacing.baseUrl() + "/actuator/prometheus");
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        }
    }
}
