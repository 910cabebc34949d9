package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator sees when a side may not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @Test
    void refusesToStartWithOneSentence(CapturedOutput log) {
        assertThatThrownBy(() -> EdgeFixture.start(Map.of("trunkledger.security.issuer", LocalMode.ISSUER)))
                .isInstanceOf(UnsafeStartException.class);

        assertThat(log).contains("TRUNKLEDGER_ISSUER is the local stack's").doesNotContain("\tat ");
    }

    @Test
    void namesTheVariableThatIsNotSet(CapturedOutput log) {
        assertThatThrownBy(() -> EdgeFixture.start(Map.of("spring.datasource.password", "${TRUNKLEDGER_DB_PASSWORD}")));

        assertThat(log).contains("TRUNKLEDGER_DB_PASSWORD must be set.").doesNotContain("\tat ");
    }

    @Test
    void aHandlerWithoutScopeStopsTheStart() {
        assertThatThrownBy(() -> SpringApplication.run(
                        Careless.class,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--trunkledger.security.issuer=https://issuer.test",
                        "--trunkledger.security.jwk-set-uri=https://issuer.test/jwks"))
                .hasStackTraceContaining("These handlers lack @RequiresScope")
                .hasStackTraceContaining("#open()");
    }

    @Test
    void logsAsJsonWithTheIdsOfTheRequest(CapturedOutput log) {
        try (EdgeFixture edge = EdgeFixture.start(Map.of("logging.structured.format.console", "logstash"))) {
            edge.send(edge.read("/api/v1/samples/defect")
                    .header("X-Request-Id", "req-1")
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        }

        assertThat(log.getOut().lines().filter(line -> line.contains("Unexpected failure")))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"requestId\":\"req-1\"", "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({HttpEdge.class, Open.class})
    static class Careless {}

    @RestController
    static class Open {
        @GetMapping("/api/v1/open")
        String open() {
            return "";
        }
    }
}
