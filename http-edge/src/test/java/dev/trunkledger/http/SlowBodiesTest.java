package dev.trunkledger.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.tomcat.TomcatWebServer;

/** Callers that take their time over a body: they hold a connection each, and neither a thread nor anybody else up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowBodiesTest {

    /** Tomcat has 64 threads. */
    private static final int CONNECTIONS = 100;

    /** At a byte a second: minutes. */
    private static final int LENGTH = 600;

    private final EdgeFixture edge = EdgeFixture.start();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @AfterAll
    void stop() {
        clock.shutdownNow();
        edge.close();
    }

    @Test
    void keepNobodyElseWaiting() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            trickle(i % 2 == 0 ? head("Content-Length: " + LENGTH) : head("Content-Length: " + LENGTH, ""));
        }
        await().until(() -> connections() >= CONNECTIONS);

        HttpResponse<String> answer = edge.sendLater(edge.read("/api/v1/samples/bodies")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")))
                .get(20, TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void areToldThatTheyTookTooLongAndDisconnected() throws IOException {
        List<Socket> slow = List.of(
                trickle(head("Content-Length: " + LENGTH)),
                trickle(head("Content-Length: " + LENGTH, "")),
                trickle(head("Content-Length: 100000")),
                trickle(head("Transfer-Encoding: chunked") + "258\r\n"),
                trickle(head("Content-Length: " + LENGTH, "Expect: 100-continue\r\n")));

        for (Socket one : slow) {
            String answer = new String(one.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer)
                    .contains("HTTP/1.1 408 ", "Connection: close", "/problems/request-timeout", "X-Request-Id");
        }
    }

    @Test
    void areReadWholeWhenTheyComeInPieces() throws IOException {
        byte[] body = " ".repeat(LENGTH * 20).getBytes(ISO_8859_1);
        String length = Integer.toHexString(body.length);
        for (String head :
                List.of(head("Content-Length: " + body.length), head("Transfer-Encoding: chunked") + length + "\r\n")) {
            Socket socket = connect(head);
            for (int from = 0; from < body.length; from += 997) {
                socket.getOutputStream().write(body, from, Math.min(997, body.length - from));
            }
            // The second request is told apart from the first one's body.
            socket.getOutputStream().write((head.contains("chunked") ? "\r\n0\r\n\r\n" : "").getBytes(ISO_8859_1));
            socket.getOutputStream()
                    .write((head("Content-Length: 2\r\nConnection: close") + "{}").getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .containsSubsequence("HTTP/1.1 200", "{\"length\":12000}", "HTTP/1.1 200", "{\"length\":2}");
        }
    }

    /** The second request comes at any moment while the end of the first one's body is read and it is answered. */
    @Test
    void areAnsweredBeforeWhatComesBehindThem() throws IOException {
        String first = head("Transfer-Encoding: chunked") + "5\r\n     \r\n0\r\n\r\n";
        byte[] second = (head("Content-Length: 2\r\nConnection: close") + "{}").getBytes(ISO_8859_1);
        for (int round = 0; round < 200; round++) {
            Socket socket = connect(first);
            LockSupport.parkNanos(10_000L * round);
            socket.getOutputStream().write(second);

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .as("round " + round)
                    .containsSubsequence("HTTP/1.1 200", "{\"length\":5}", "HTTP/1.1 200", "{\"length\":2}");
        }
    }

    @Test
    void areRefusedWhenTheirChunksAreNone() throws IOException {
        Socket socket = connect(head("Transfer-Encoding: chunked") + "no chunk\r\n\r\n");

        assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void headsThatTakeForEverAreNotWaitedForEither() throws IOException {
        Socket socket = trickle("POST /api/v1/samples/bodies HTTP/1.1\r\nHost: x\r\nX-Long: ");

        assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }

    private String head(String... headers) {
        String token =
                headers.length > 1 ? "" : "Authorization: Bearer " + edge.issuer.token("acme", "alice", Scopes.READ);
        return "POST /api/v1/samples/bodies HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + (token.isEmpty() ? "" : token + "\r\n")
                + headers[0] + "\r\n"
                + (headers.length > 1 ? headers[1] : "")
                + "\r\n";
    }

    private Socket connect(String begin) throws IOException {
        Socket socket = new Socket("127.0.0.1", edge.port);
        sockets.add(socket);
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
        return socket;
    }

    private Socket trickle(String begin) throws IOException {
        Socket socket = connect(begin);
        clock.scheduleAtFixedRate(() -> writeByte(socket), 0, 1, TimeUnit.SECONDS);
        return socket;
    }

    private static void writeByte(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException disconnected) {
            throw new IllegalStateException("This one has nothing more to say", disconnected);
        }
    }

    private long connections() {
        var protocol = (AbstractProtocol<?>)
                ((TomcatWebServer) edge.webServer()).getTomcat().getConnector().getProtocolHandler();
        return protocol.getConnectionCount();
    }
}
