package dev.trunkledger.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private static final byte[] STAY = HttpConnection.request("GET", "/stay", "token", "");
    private static final byte[] CLOSE = HttpConnection.request("POST", "/close", "token", "{}");

    private final List<Integer> callersPorts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/stay", exchange -> answer(exchange, 200));
        server.createContext("/close", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 503);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goesOnOverANewConnectionWhenTheServerClosesOne() throws IOException {
        try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
            assertThat(connection.exchange(STAY)).isEqualTo(200);
            assertThat(connection.exchange(CLOSE)).isEqualTo(503);
            assertThat(connection.exchange(STAY)).isEqualTo(200);
            assertThat(connection.exchange(STAY)).isEqualTo(200);
        }

        assertThat(callersPorts).hasSize(4);
        assertThat(callersPorts.get(1)).isEqualTo(callersPorts.get(0));
        assertThat(callersPorts.get(2)).isNotEqualTo(callersPorts.get(0));
        assertThat(callersPorts.get(3)).isEqualTo(callersPorts.get(2));
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        callersPorts.add(exchange.getRemoteAddress().getPort());
        byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
