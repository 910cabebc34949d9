package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;

/** Defaults of {@code http-edge.yaml} that would fail in silence. */
class ServerSettingsTest {

    @Test
    void theServerForgetsWhatItReadAndWrote() {
        try (EdgeFixture edge = EdgeFixture.start()) {
            assertThat(connector(edge).getProtocolHandler()).isInstanceOf(ForgetfulHttp11Protocol.class);
            assertThat(connector(edge).getService().getContainer().getPipeline().getValves())
                    .hasAtLeastOneElementOfType(SecretAnswers.class);
        }
    }

    @Test
    void aSideOverridesTheDefaults() {
        try (EdgeFixture edge = EdgeFixture.start(Map.of("server.tomcat.threads.max", "7"))) {
            assertThat(((AbstractProtocol<?>) connector(edge).getProtocolHandler()).getMaxThreads())
                    .isEqualTo(7);
            assertThat(((AbstractProtocol<?>) connector(edge).getProtocolHandler()).getKeepAliveTimeout())
                    .isEqualTo(60_000);
        }
    }

    private static Connector connector(EdgeFixture edge) {
        return ((TomcatWebServer) edge.webServer()).getTomcat().getConnector();
    }
}
