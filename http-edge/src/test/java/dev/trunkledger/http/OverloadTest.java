package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** More requests than threads, while those that have one do not get on. */
class OverloadTest {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 3;
    private static final int REQUESTS = 12;

    @Test
    void turnsAwayWhatCannotSoonBeServedAndServesTheRest() throws Exception {
        try (EdgeFixture edge = EdgeFixture.start(
                Map.of(
                        "server.tomcat.threads.max",
                        String.valueOf(THREADS),
                        "trunkledger.load.most-waiting",
                        String.valueOf(MOST_WAITING)),
                Gates.class)) {
            Gate gate = edge.bean(Gate.class);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                answers.add(edge.sendLater(edge.read("/api/v1/samples/gate")));
            }
            assertThat(gate.entered.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = THREADS; i < REQUESTS; i++) {
                answers.add(edge.sendLater(edge.read("/api/v1/samples/gate")));
            }
            WaitingRequests waiting = edge.bean(WaitingRequests.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting.getAsInt() == REQUESTS - THREADS);
            gate.open.countDown();

            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
                statuses.add(response.statusCode());
                if (response.statusCode() == 503) {
                    assertThat(response.headers().firstValue("Retry-After")).contains("1");
                    assertThat(EdgeFixture.json(response).path("type").asString())
                            .isEqualTo("/problems/overloaded");
                }
            }
            assertThat(statuses).containsOnly(200, 503);
            assertThat(statuses.stream().filter(status -> status == 503).count())
                    .as("of ten that waited, as soon as only three were behind them, the rest was served")
                    .isBetween(1L, (long) REQUESTS - THREADS - MOST_WAITING);
        }
    }

    static final class Gate {
        final CountDownLatch entered = new CountDownLatch(THREADS);
        final CountDownLatch open = new CountDownLatch(1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Gates {

        @Bean
        Gate gate() {
            return new Gate();
        }

        @Bean
        GateController gateController(Gate gate) {
            return new GateController(gate);
        }
    }

    @RestController
    static class GateController {

        private final Gate gate;

        GateController(Gate gate) {
            this.gate = gate;
        }

        @GetMapping("/api/v1/samples/gate")
        @RequiresScope(Scopes.READ)
        Map<String, String> pass() throws InterruptedException {
            gate.entered.countDown();
            gate.open.await();
            return Map.of("passed", "yes");
        }
    }
}
