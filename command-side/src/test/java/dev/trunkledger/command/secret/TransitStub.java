package dev.trunkledger.command.secret;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with one mount {@code transit} and one key {@code trunkledger}, which speaks the transit engine's protocol as
 * Vault and OpenBao do: paths, members, form of the ciphertext, versions, statuses and bodies of errors.
 */
public final class TransitStub implements AutoCloseable {

    public static final String TOKEN = "hvs.CAESIJ-canary-token";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SecretKey> versions = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String token = TOKEN;
    private volatile String type = "aes256-gcm96";
    private volatile int minDecryptionVersion = 1;
    private volatile int sealedAfter = Integer.MAX_VALUE;
    private volatile int failing;
    private volatile CountDownLatch stalled = new CountDownLatch(0);
    private volatile String namespace = "";

    public TransitStub() {
        rotate();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Settings of a side that uses this key; its token lies in a new file in the directory. */
    public String[] settings(Path directory, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--TRUNKLEDGER_VAULT_ADDRESS=" + address(),
                                "--TRUNKLEDGER_VAULT_KEY=trunkledger",
                                "--TRUNKLEDGER_VAULT_TOKEN_FILE=" + tokenFile(directory, TOKEN)),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public static Path tokenFile(Path directory, String token) {
        try {
            Path file = Files.writeString(directory.resolve("vault-token"), token + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void rotate() {
        versions.add(new SecretKeySpec(AesGcm.random(32), "AES"));
    }

    public void seal() {
        sealAfter(0);
    }

    /** Takes so many calls from now on, and is sealed then. */
    public void sealAfter(int more) {
        sealedAfter = calls.get() + more;
    }

    public void unseal() {
        sealedAfter = Integer.MAX_VALUE;
    }

    void acceptToken(String accepted) {
        token = accepted;
    }

    void expectNamespace(String expected) {
        namespace = expected;
    }

    void failWith(int status) {
        failing = status;
    }

    void changeType(String other) {
        type = other;
    }

    void disallowVersionsBefore(int version) {
        minDecryptionVersion = version;
    }

    /** Takes calls and does not answer them. */
    void stall() {
        stalled = new CountDownLatch(1);
    }

    void goOn() {
        stalled.countDown();
    }

    int calls() {
        return calls.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            stalled.await();
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        if (calls.incrementAndGet() > sealedAfter) {
            return Answer.error(503, "Vault is sealed");
        }
        if (failing != 0) {
            return Answer.error(failing, "as the test wants it");
        }
        if (!header(exchange, "X-Vault-Token", token::equals)
                || !header(exchange, "X-Vault-Namespace", value -> namespace.equals(value == null ? "" : value))) {
            return Answer.error(403, "permission denied");
        }
        return switch (exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath()) {
            case "GET /v1/transit/keys/trunkledger" -> key();
            case "POST /v1/transit/encrypt/trunkledger" -> encrypt(JSON.readTree(request));
            case "POST /v1/transit/decrypt/trunkledger" -> decrypt(JSON.readTree(request));
            case "POST /v1/transit/encrypt/other", "POST /v1/transit/decrypt/other" ->
                Answer.error(400, "encryption key not found");
            case "GET /v1/transit/keys/other" -> new Answer(404, "{\"errors\":[]}");
            default ->
                Answer.error(
                        404,
                        "no handler for route \""
                                + exchange.getRequestURI().getPath().substring(4) + "\". route entry not found.");
        };
    }

    private static boolean header(HttpExchange exchange, String name, Predicate<@Nullable String> expected) {
        return expected.test(exchange.getRequestHeaders().getFirst(name));
    }

    private Answer key() {
        return Answer.data(JSON.createObjectNode()
                .put("type", type)
                .put("name", "trunkledger")
                .put("derived", false)
                .put("latest_version", versions.size())
                .put("min_decryption_version", minDecryptionVersion));
    }

    private Answer encrypt(JsonNode request) {
        int version = versions.size();
        byte[] plain = Base64.getDecoder().decode(request.path("plaintext").asString());
        byte[] sealed = AesGcm.seal(versions.get(version - 1), associated(request), plain);
        return Answer.data(JSON.createObjectNode()
                .put(
                        "ciphertext",
                        "vault:v" + version + ":" + Base64.getEncoder().encodeToString(sealed))
                .put("key_version", version));
    }

    private Answer decrypt(JsonNode request) {
        String[] parts = request.path("ciphertext").asString().split(":", 3);
        if (parts.length != 3 || !parts[0].equals("vault") || !parts[1].matches("v\\d+")) {
            return Answer.error(400, "invalid ciphertext: no prefix");
        }
        int version = Integer.parseInt(parts[1].substring(1));
        if (version > versions.size()) {
            return Answer.error(400, "invalid ciphertext: version is too new");
        }
        if (version < minDecryptionVersion) {
            return Answer.error(400, "ciphertext or signature version is disallowed by policy (too old)");
        }
        try {
            byte[] plain = AesGcm.open(
                    versions.get(version - 1),
                    associated(request),
                    Base64.getDecoder().decode(parts[2]));
            return Answer.data(
                    JSON.createObjectNode().put("plaintext", Base64.getEncoder().encodeToString(plain)));
        } catch (KeyUnavailableException e) {
            return Answer.error(400, "cipher: message authentication failed");
        }
    }

    private static byte[] associated(JsonNode request) {
        return Base64.getDecoder().decode(request.path("associated_data").asString(""));
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }

    private record Answer(int status, String body) {

        static Answer data(JsonNode data) {
            var body = JSON.createObjectNode().put("request_id", "0c8d").put("lease_duration", 0);
            body.set("data", data);
            return new Answer(200, body.toString());
        }

        static Answer error(int status, String text) {
            var body = JSON.createObjectNode();
            body.putArray("errors").add(text);
            return new Answer(status, body.toString());
        }
    }
}
