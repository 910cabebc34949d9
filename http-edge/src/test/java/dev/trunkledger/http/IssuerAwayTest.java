package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys read over HTTP from an issuer that comes, changes its keys and goes. */
class IssuerAwayTest {

    private HttpServer server = start(0);
    private String keys = "";
    private int status = 200;

    @BeforeEach
    void publish() {
        server.createContext("/jwks", exchange -> {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answers503UntilTheKeysCanBeReadAnd401OnceTheyAreWithdrawn() {
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
        try (EdgeFixture edge = EdgeFixture.start(
                Map.of("trunkledger.security.jwk-set-uri", uri, "trunkledger.security.key-refresh", "0s"))) {
            status = 500;
            var away = edge.send(edge.read("/api/v1/samples/caller"));
            EdgeTest.assertProblem(away, ProblemType.SERVICE_UNAVAILABLE);
            assertThat(away.headers().firstValue("Retry-After")).hasValue("1");

            status = 200;
            keys = new JWKSet(edge.issuer.key()).toString();
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(edge.send(edge.read("/api/v1/samples/caller"))
                                    .statusCode())
                            .isEqualTo(200));

            keys = new JWKSet().toString();
            EdgeTest.assertProblem(edge.send(edge.read("/api/v1/samples/caller")), ProblemType.UNAUTHENTICATED);
        }
    }

    private static HttpServer start(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
