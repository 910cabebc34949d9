package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Call pacing as it is deployed, and what it needs of the other sides: nothing. */
class CallPacingAloneSystemTest {

    @Test
    void isReadyAndKeepsItsOperationOffItsOwnPortWithoutTheOtherSides() throws Exception {
        try (Deployment deployment = Deployment.startWithPacing()) {
            ServiceProcess pacing = deployment.callPacing();
            deployment.commandSide().close();
            deployment.querySide().close();

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
