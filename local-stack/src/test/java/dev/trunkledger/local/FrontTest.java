package dev.trunkledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FrontTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer command;
    private HttpServer query;
    private HttpServer pacing;
    private Front front;

    @BeforeEach
    void serve() throws IOException {
        command = side("command");
        query = side("query");
        pacing = side("pacing");
        front = Front.open(0);
        SideHealth health = new SideHealth(
                Map.of("commandSide", origin(command), "querySide", origin(query), "callPacing", origin(pacing)));
        front.serve(
                new LocalEndpoints(front.port(), LocalFixture.mint(), health),
                new Sides(origin(command), origin(query), origin(pacing)));
    }

    @AfterEach
    void stop() {
        http.close(); // or the front would wait a second for its idle connection
        front.close();
        command.stop(0);
        query.stop(0);
        pacing.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/sip-credentials, query",
        "GET, /openapi.json, query",
        "GET, /docs, query",
        "GET, /problems/not-found, query",
        "GET, /schemas/CredentialCreated.v1, query",
        "GET, /asyncapi.yaml, query",
        "POST, /api/v1/sip-credentials, command",
        "PUT, /api/v1/sip-credentials/1, command",
        "DELETE, /api/v1/sip-credentials/1, command",
        "PATCH, /api/v1/sip-credentials/1, command",
        "POST, /api/v1/sip-credentials/1/call-permits, pacing",
        "GET, /api/v1/sip-credentials/1/cps, pacing",
        "GET, /api/v1/cps-pools?take=5, pacing"
    })
    void sendsEachCallToTheSideThatAnswersIt(String method, String path, String side) throws Exception {
        JsonNode seen = json(send(method, path, "{}"));

        assertThat(seen.path("side").asString()).isEqualTo(side);
        assertThat(seen.path("method").asString()).isEqualTo(method);
        assertThat(seen.path("uri").asString()).isEqualTo(path);
        assertThat(seen.path("body").asString()).isEqualTo(method.equals("GET") ? "" : "{}");
    }

    @Test
    void leavesPathAndQueryAsTheCallerWroteThem() throws Exception {
        String path = "/api/v1/sip-credentials/a%2Fb%20c?search=%C3%BC%25+x&take=5&empty=";

        assertThat(json(send("GET", path, "")).path("uri").asString()).isEqualTo(path);
    }

    @Test
    void tellsTheSidesWhoCallsAndBelievesNobodyElse() throws Exception {
        HttpRequest request = request("GET", "/api/v1/sip-credentials", "")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=203.0.113.9")
                .build();

        JsonNode headers =
                json(http.send(request, HttpResponse.BodyHandlers.ofString())).path("headers");

        assertThat(headers.path("x-forwarded-for").asString()).isEqualTo("127.0.0.1");
        assertThat(headers.path("x-forwarded-host").asString()).isEqualTo("127.0.0.1:" + front.port());
        assertThat(headers.path("x-forwarded-port").asString()).isEqualTo(Integer.toString(front.port()));
        assertThat(headers.has("forwarded")).isFalse();
    }

    @Test
    void recordsTheAddressThatTheCallerReallyHas() throws Exception {
        String answer = raw(
                InetAddress.getByName("127.0.0.2"),
                "GET /api/v1/sip-credentials HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("\"x-forwarded-for\":\"127.0.0.2\"");
    }

    @Test
    void answersForOneSideWhileTheOthersAreAway() throws Exception {
        command.stop(0);
        query.stop(0);

        assertThat(send("POST", "/api/v1/sip-credentials/1/call-permits", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAProblemWhenASideIsAway() throws Exception {
        command.stop(0);

        HttpResponse<String> answer = send("PUT", "/api/v1/sip-credentials/1", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/service-unavailable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET /api/v1/sip-credentials?search=a|b HTTP/1.1     | Host: localhost
                    GET /api/v1/sip-credentials HTTP/1.1                | NoHost: localhost
                    GET /api/v1/sip-credentials/%zz HTTP/1.1            | Host: localhost
                    GET /api/v1/sip-credentials/"x" HTTP/1.1            | Host: localhost
                    NONSENSE                                            | Host: localhost
                    """)
    void answersAProblemToWhatIsNoHttp(String line, String header) throws Exception {
        String answer =
                raw(InetAddress.getByName("127.0.0.1"), line + "\r\n" + header + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void answersItsOwnPathsItself() throws Exception {
        assertThat(json(send("POST", "/local/tokens", "{}")).path("token").asString())
                .isNotEmpty();
        assertThat(json(send("GET", "/local/jwks.json", "")).path("keys").size())
                .isEqualTo(1);
        assertThat(send("GET", "/local/nothing", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/local/health", "{}").statusCode()).isEqualTo(405);
        assertThat(send("POST", "/local/tokens", " ".repeat(20_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void tellsTheHealthOfAllSides() throws Exception {
        JsonNode health = json(send("GET", "/local/health", ""));

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.at("/sides/querySide/readiness/status").asString()).isEqualTo("UP");

        assertThat(health.at("/sides/callPacing/readiness/status").asString()).isEqualTo("UP");

        query.stop(0);
        HttpResponse<String> answer = send("GET", "/local/health", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/sides/querySide/liveness/status").asString())
                .isEqualTo("UNREACHABLE");
        assertThat(json(answer).at("/sides/commandSide/readiness/status").asString())
                .isEqualTo("UP");
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatThrownBy(() -> Front.open(front.port()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Port " + front.port() + " of 127.0.0.1 is taken");
    }

    /** Answers what it was asked, as a side would see it. */
    private static HttpServer side(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> echo(name, exchange));
        server.createContext("/actuator/health", exchange -> answer(exchange, Map.of("status", "UP")));
        server.start();
        return server;
    }

    private static void echo(String side, HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((header, values) -> headers.put(header.toLowerCase(), values.getFirst()));
        answer(
                exchange,
                Map.of(
                        "side",
                        side,
                        "method",
                        exchange.getRequestMethod(),
                        "uri",
                        exchange.getRequestURI().toString(),
                        "headers",
                        headers,
                        "body",
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(request(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(URI.create(front.origin() + path))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : publisher);
    }

    private String raw(InetAddress source, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port(), source, 0)) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static URI origin(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
