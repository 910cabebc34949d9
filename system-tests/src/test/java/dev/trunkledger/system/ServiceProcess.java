package dev.trunkledger.system;

import dev.trunkledger.infrastructure.SideProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One side as a process of its own, started as its image starts it, configured by environment variables alone, its output in a file. */
public final class ServiceProcess implements AutoCloseable {

    /** A system property: whether JVMs are started again and again, or live for many minutes. */
    public static final String SHORT_LIVED = "trunkledger.short-lived";

    /** Machines that build something else meanwhile are slow. */
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    /** One for all: a client of its own costs more than such a request. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final SideProgram program;
    private final Map<String, String> environment;
    private final Path log;
    private final List<String> options;
    private Process process;

    private ServiceProcess(
            String name, SideProgram program, Map<String, String> environment, Path log, List<String> options) {
        this.name = name;
        this.options = options;
        this.program = program;
        this.environment = environment;
        this.log = log;
        this.process = launch();
    }

    static ServiceProcess start(String name, SideProgram program, Map<String, String> environment, Path directory) {
        List<String> options = new ArrayList<>(machineOptions());
        // A cache that does not fit fails the start: without one it takes twice as long, and nobody knows why.
        options.add("-XX:AOTMode=on");
        // Queries of any length, exports too, have to do with this.
        options.add(name.equals("command-side") ? "-Xmx384m" : "-Xmx256m");
        return start(name, program, environment, directory, options);
    }

    /** @param options of the JVM */
    static ServiceProcess start(
            String name, SideProgram program, Map<String, String> environment, Path directory, List<String> options) {
        return new ServiceProcess(name, program, environment, directory.resolve(name + ".log"), options);
    }

    public ServiceProcess awaitReady() {
        Awaitility.await(name + " is ready, see " + log)
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .failFast(name + " ended early, see " + log, () -> !process.isAlive())
                .until(this::isReady);
        return this;
    }

    public String name() {
        return name;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + environment.get("TRUNKLEDGER_PORT");
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + environment.get("TRUNKLEDGER_MANAGEMENT_PORT");
    }

    public Path log() {
        return log;
    }

    public Process process() {
        return process;
    }

    public boolean isReady() {
        return status("/actuator/health/readiness") == 200;
    }

    /** What says whether it should be started again. */
    boolean isLive() {
        return status("/actuator/health/liveness") == 200;
    }

    /** SIGKILL, as a crash would be, and a new process with the same environment. */
    void crashAndRestart() {
        kill();
        launchAgain();
        awaitReady();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** A new process with the same environment, in place of one that ended. */
    public void launchAgain() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Stops it as an operator would, and starts it. */
    public void restart() {
        close();
        process = launch();
        awaitReady();
    }

    /** The same with one more setting. */
    public void restartWith(String variable, String value) {
        environment.put(variable, value);
        restart();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not stop within 30 s of SIGTERM, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** How a JVM of this run collects and compiles. */
    public static List<String> machineOptions() {
        // What the better compiler costs a process that lives for a minute it never gives back.
        return Boolean.getBoolean(SHORT_LIVED)
                ? List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                : List.of("-XX:+UseSerialGC");
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        command.addAll(options);
        // Who is killed does not tidy up.
        command.add("-Djava.io.tmpdir=" + log.toAbsolutePath().getParent());
        command.add("-jar");
        command.add(program.jar().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("TRUNKLEDGER_") || variable.startsWith("OTEL_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(log.getParent());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
