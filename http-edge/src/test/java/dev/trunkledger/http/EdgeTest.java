package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in, on a real Tomcat. */
class EdgeTest {

    private static EdgeFixture edge;

    @BeforeAll
    static void start() {
        edge = EdgeFixture.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void handsTheCallerOfTheTokenToTheHandler() {
        var answer = edge.send(edge.read("/api/v1/samples/caller"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"orgId":"acme","sub":"alice","clientId":"test-client","scopes":["sip-credentials:read"]}""");
    }

    @Test
    void asksForATokenUnderApi() {
        var answer = edge.send(edge.request("/api/v1/samples/caller"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(EdgeFixture.json(answer).path("type").asString()).isEqualTo("/problems/unauthenticated");
    }
}
