package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no HTTP client would send: the container refuses them without a page of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestsTest {

    private final EdgeFixture edge = EdgeFixture.start();

    @AfterAll
    void stop() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/%c0%af HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Null: a\u0000b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
            })
    void refusesWithoutAnHtmlPageAndReadsNothingBehindIt(String request) throws IOException {
        String answer = send(request + smuggled());

        assertThat(answer.split("HTTP/1\\.1 \\d{3} ", -1)).as(answer).hasSize(1 + 1);

        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|50[15]) .*");
        assertThat(answer).doesNotContainIgnoringCase("<html", "tomcat", "exception", "\tat ");
        assertThat(answer.endsWith("\r\n\r\n") || answer.contains("application/problem+json"))
                .isTrue();
    }

    /** So that the above shows something: the same request is answered where nothing is wrong with the one before. */
    @Test
    void whatIsSmuggledAboveIsAnsweredBehindAProperRequest() throws IOException {
        String answers = send("GET /api/v1/samples/caller HTTP/1.1\r\nHost: x\r\n\r\n" + smuggled());

        assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
    }

    private String smuggled() {
        return "GET /api/v1/samples/caller HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                + edge.issuer.token("acme", "alice", Scopes.READ) + "\r\n\r\n";
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        String answer = send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(17_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("<html", "tomcat");
    }

    /** What the first request leaves behind is wiped; what came of the others must not be. */
    @Test
    void answersRequestsThatComeInOnePieceOrInMany() throws IOException {
        String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + edge.issuer.token("acme", "alice", Scopes.READ, Scopes.WRITE) + "\r\n";
        String read = "GET /api/v1/samples/caller" + head + "\r\n";
        String later = "GET /api/v1/samples/later" + head + "\r\n";
        String write =
                "POST /api/v1/samples/bodies" + head + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        String last = read.replace("Host:", "Connection: close\r\nHost:");
        String requests = read + write + later + write + write + read + later + last;

        for (int pieces : new int[] {requests.length(), 700, 97}) {
            assertThat(sendInPieces(requests, pieces).split("HTTP/1\\.1 200 ", -1))
                    .as("pieces of %d", pieces)
                    .hasSize(1 + 8);
        }
    }

    private String sendInPieces(String requests, int size) throws IOException {
        byte[] bytes = requests.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket("127.0.0.1", edge.port)) {
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            for (int from = 0; from < bytes.length; from += size) {
                socket.getOutputStream().write(bytes, from, Math.min(size, bytes.length - from));
                socket.getOutputStream().flush();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", edge.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return untilTheEnd(socket.getInputStream());
        }
    }

    /** A server that hangs up on what it has not read resets the connection, behind its answer. */
    private static String untilTheEnd(InputStream answers) throws IOException {
        var read = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        try {
            for (int count = answers.read(some); count >= 0; count = answers.read(some)) {
                read.write(some, 0, count);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
