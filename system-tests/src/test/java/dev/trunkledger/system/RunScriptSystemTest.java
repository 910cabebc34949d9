package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The newcomer's command itself, started, used, stopped and killed. */
class RunScriptSystemTest {

    private static final Duration READY = Duration.ofSeconds(120);
    private static final String CREDENTIALS = "/api/v1/sip-credentials";
    private static final Path ROOT =
            Path.of(System.getProperty("trunkledger.root")).toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private int port;
    private @Nullable Process stack;

    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        if (stack != null) {
            stop(stack);
        }
    }

    @Test
    void startsServesAndKeepsItsDataOverARestartAndACrash() throws Exception {
        Process first = start(data(), port);
        JsonNode stackFile = awaitReady(first);
        assertThat(Files.getPosixFilePermissions(data().resolve("stack.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String id = create(admin(stackFile), "kept.example.com");
        assertThat(output().lines().count()).isLessThanOrEqualTo(15);
        refusesASecondStartOnTheSameData();
        stop(first);
        assertThat(first.exitValue()).isIn(0, 130, 143);

        Process second = start(data(), port);
        ApiClient again = admin(awaitReady(second));
        assertThat(again.get(CREDENTIALS + "/" + id).body()).contains("kept.example.com");
        String last = create(again, "survivor.example.com");
        second.destroyForcibly().onExit().join();

        Process third = start(data(), port);
        ApiClient afterTheCrash = admin(awaitReady(third));
        await().atMost(READY)
                .until(() -> afterTheCrash.get(CREDENTIALS + "/" + last).status() == 200);
        assertThat(afterTheCrash.get(CREDENTIALS + "/" + id).body()).contains("kept.example.com");
    }

    @Test
    void refusesATakenPortInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Process refused = start(data(), taken.getLocalPort());
            assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.exitValue()).isNotZero();
            assertThat(output()).contains(String.valueOf(taken.getLocalPort())).doesNotContain("Exception");
        }
    }

    @Test
    void helpsAndRefusesUnknownOptions() throws Exception {
        Process help = launch(directory.resolve("run.log"), "--help");
        assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(help.exitValue()).isZero();
        assertThat(output()).contains("--port", "--fresh", "--data");

        Process unknown = launch(directory.resolve("unknown.log"), "--prot", "8080");
        assertThat(unknown.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(unknown.exitValue()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("unknown.log"))).contains("--prot");
    }

    /** The other commands may have to be built first, which a test in the middle of a build must not do. */
    @Test
    void fuzzHelpsAndRefusesUnknownOptionsBeforeItFuzzes() throws Exception {
        Process help = launch(directory.resolve("help.log"), "fuzz", "--help");
        assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(help.exitValue()).isZero();
        assertThat(Files.readString(directory.resolve("help.log"))).contains("Usage: ./run fuzz", "Exit status");

        Process unknown = launch(directory.resolve("unknown.log"), "fuzz", "--prot");
        assertThat(unknown.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(unknown.exitValue()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("unknown.log")))
                .contains("--prot")
                .doesNotContain("Fuzzing");
    }

    private void refusesASecondStartOnTheSameData() throws Exception {
        Path log = directory.resolve("second.log");
        Process second = launch(log, "--port", "0", "--data", data().toString());
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(log)).doesNotContain("Exception");
    }

    private static String create(ApiClient caller, String server) {
        return caller.post(CREDENTIALS, "{\"server\":\"" + server + "\"}")
                .json()
                .get("id")
                .stringValue();
    }

    private Process start(Path data, int onPort) throws IOException {
        Process process =
                launch(directory.resolve("run.log"), "--port", String.valueOf(onPort), "--data", data.toString());
        stack = process;
        return process;
    }

    private static Process launch(Path log, String... options) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(List.of(ROOT.resolve("run").toString()));
        command.addAll(List.of(options));
        Files.deleteIfExists(log);
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private JsonNode awaitReady(Process process) throws IOException {
        Path file = data().resolve("stack.json");
        await().atMost(READY)
                .failFast("./run ended early", () -> !process.isAlive())
                .until(() -> Files.exists(file) && output().contains("curl"));
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private static ApiClient admin(JsonNode stackFile) {
        String origin = stackFile.get("baseUrl").stringValue();
        return new ApiClient(origin, origin, origin, stackFile.get("adminToken").stringValue());
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("run.log"));
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("stopped by SIGTERM")
                .isTrue();
    }
}
