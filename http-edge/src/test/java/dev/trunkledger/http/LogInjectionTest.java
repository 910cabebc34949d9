package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a request holds, it writes no line of its own into the log. */
@ExtendWith(OutputCaptureExtension.class)
class LogInjectionTest {

    private static final String FORGED = "{\"level\":\"ERROR\",\"message\":\"forged\"}";
    private static final String CONTROLS = "a\r\n" + FORGED + "\n\u0000\u001b[31m\u0085\u2028\b\t\"\\";
    private static final String IN_A_PATH = "%0d%0a%7B%22message%22%3A%22forged%22%7D%00%1b%5b31m";

    @Test
    void everyLineIsOneJsonObjectAndNoneIsForged(CapturedOutput log) throws IOException {
        int before = log.getOut().length();
        try (EdgeFixture edge = EdgeFixture.start(Map.of(
                "logging.structured.format.console", "logstash",
                // These quote what they read; in production they are silent.
                "logging.level.org.apache.coyote.http11", "debug",
                "logging.level.org.springframework.web", "trace"))) {
            for (String request : requests(edge)) {
                send(edge.port, request);
            }
            LoggerFactory.getLogger(getClass()).warn("{}", CONTROLS, new IllegalStateException(CONTROLS));
        }

        List<JsonNode> lines = log.getOut()
                .substring(before)
                .lines()
                .map(LogInjectionTest::json)
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.isObject()).isTrue();
            assertThat(line.path("message").asString()).isNotEqualTo("forged");
        });
        assertThat(lines)
                .as("lines that quote what was sent")
                .filteredOn(line -> line.path("stack_trace").asString("").contains("forged"))
                .hasSizeGreaterThan(5);
        assertThat(lines)
                .as("what was logged comes out as it was")
                .filteredOn(line -> line.path("message").asString().equals(CONTROLS))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.path("stack_trace").asString()).contains(FORGED));
    }

    private static List<String> requests(EdgeFixture edge) {
        String token = "Authorization: Bearer " + edge.issuer.token("acme", "alice", Scopes.READ, Scopes.WRITE);
        String end = "\r\nConnection: close\r\n" + token + "\r\n\r\n";
        String defect = "GET /api/v1/samples/defect HTTP/1.1\r\nHost: x\r\n";
        String body =
                "{\"a\":\"\\r\\n" + FORGED.replace("\"", "\\\"") + "\\u0000\\u001b[31m\\u2028\"}\r\n" + FORGED + "\r\n";
        return List.of(
                "GET /api/v1/" + IN_A_PATH + "?q=" + IN_A_PATH + " HTTP/1.1\r\nHost: x" + end,
                defect + "User-Agent: a\u0085b\t" + FORGED + end,
                defect + "User-Agent: a\r\n" + FORGED + end,
                defect + "User-Agent: a\n" + FORGED + end,
                defect + "User-Agent: a\u001b[31m\u0000" + FORGED + end,
                defect + "X-Request-Id: a\t" + FORGED + "\r\nX-Change-Reason: b\r\n " + FORGED + end,
                defect + "X-Change-Reason: b\r" + FORGED + end,
                "POST /api/v1/samples/bodies HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + end + body,
                FORGED + "\r\n" + FORGED + "\r\n\r\n");
    }

    private static JsonNode json(String line) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (RuntimeException e) {
            throw new AssertionError("not a line of JSON: " + line, e);
        }
    }

    private static void send(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            // Something is answered, whatever it is; a hang-up may cut off the rest of it.
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }
}
