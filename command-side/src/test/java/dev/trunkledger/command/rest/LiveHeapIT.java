package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.CommandSideApplication;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.infrastructure.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an operator who takes a heap dump gets to see; in a process of its own, as this one knows the passwords. */
class LiveHeapIT {

    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"%s\"}";

    @TempDir
    private Path directory;

    private final List<String> passwords = new ArrayList<>();

    @Test
    void holdsNoPasswordOfARequestThatIsOver() throws IOException, InterruptedException {
        int port = LoopbackPort.free();
        Process process = start(port);
        try {
            // Their connections stay open, each with the buffers of its last request.
            List<Api> connections = new ArrayList<>();
            for (int connection = 0; connection < 7; connection++) {
                connections.add(connect(port));
                send(connections.getLast(), connection);
            }
            for (String password :
                    List.of("canary" + UUID.randomUUID(), "\\\"/+" + UUID.randomUUID() + "\uD83D\uDD11")) {
                connections.add(connect(port));
                reveal(connections.getLast(), password);
            }
            byte[] heap = dump(process);

            assertThat(passwords).hasSize(9);
            assertThat(new HeapSearch(List.of("sip.example.com")).in(heap)).isNotEmpty();
            assertThat(new HeapSearch(passwords).in(heap)).isEmpty();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Api connect(int port) {
        Api api = Api.at(URI.create("http://127.0.0.1:" + port), "acme", Scopes.WRITE, Scopes.REVEAL);
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> api.post("{}").status() == 422);
        return api;
    }

    /** The last request of its connection is the reveal; the password came over another one, as that of a PUT does. */
    private void reveal(Api api, String password) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("server", "sip.example.com").put("authPassword", password);
        String id = api.created(body.toString()).id();
        passwords.add(password);
        Answer revealed = api.reveal(id, "compare");
        assertThat(revealed.json().get("authPassword").stringValue()).isEqualTo(password);
    }

    /** Another request for each connection, its last. */
    private void send(Api api, int connection) {
        String id = api.created("{\"server\":\"sip.example.com\"}").id();
        String password = "canary" + UUID.randomUUID();
        passwords.add(password);
        Answer answer = switch (connection) {
            case 0 -> api.post(GUARDED.formatted(password));
            case 1 -> api.put(id, GUARDED.formatted(password), "Idempotency-Key", "key");
            case 2 -> api.put(id, GUARDED.formatted(password.replace("c", "\\u0063")));
            case 3 -> api.put(id, GUARDED.formatted(password + "\\n"));
            case 4 -> api.put(id, GUARDED.formatted(password) + "}");
            case 5 -> api.put(UUID.randomUUID().toString(), GUARDED.formatted(password));
            default ->
                // Refused before anybody reads the body.
                api.send(api.request(Api.PATH).POST(BodyPublishers.ofString(GUARDED.formatted(password))));
        };
        assertThat(answer.status())
                .isEqualTo(List.of(201, 200, 200, 422, 400, 404, 415).get(connection));
    }

    private Process start(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java("java"), "-cp", System.getProperty("java.class.path"), CommandSideApplication.class.getName()));
        command.addAll(List.of(RunningCommandSide.arguments(
                TestDatabase.create(), Map.of("TRUNKLEDGER_PORT", Integer.toString(port)))));
        File log = directory.resolve("log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** The live objects, that is after a full collection. */
    private byte[] dump(Process process) throws IOException, InterruptedException {
        Path file = directory.resolve("heap.hprof");
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.heap_dump", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(jcmd.waitFor()).isZero();
        return Files.readAllBytes(file);
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
