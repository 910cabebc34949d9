package dev.trunkledger.benchmark.stage;

import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.infrastructure.SideProgram;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service in a process of its own, from its executable jar and with the options of a deployment. */
public final class Side implements AutoCloseable {

    /** A system property that trials set: what the better compiler costs a process of seconds it never gives back. */
    private static final String SHORT_LIVED = "trunkledger.short-lived";

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    /** What the image gives, and what a JVM makes of a container's 512 MiB. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=30000",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MaxRAMPercentage=30",
            "-XX:NewRatio=1",
            "-XX:MaxRAM=512m",
            "-XX:+UseSerialGC");

    private final String name;
    private final int port = LoopbackPort.free();
    private final int managementPort = LoopbackPort.free();
    private final Path log;
    private final Process process;

    /** @param options of the JVM, besides those of the image */
    Side(String name, SideProgram program, List<String> options, Map<String, String> settings, Path log)
            throws IOException {
        this.name = name;
        this.log = log;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(program.options());
        command.addAll(options);
        if (Boolean.getBoolean(SHORT_LIVED)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", program.jar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("TRUNKLEDGER_") || variable.startsWith("SPRING_"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(settings);
        builder.environment().put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        builder.environment().put("TRUNKLEDGER_PORT", String.valueOf(port));
        builder.environment().put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(managementPort));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        process = builder.start();
        // Whoever breaks the benchmark off leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public long pid() {
        return process.pid();
    }

    /** What it has used of the processors so far. */
    public Duration cpuTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory it occupies, in bytes. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    public Side awaitReady() throws IOException {
        return await(() -> get(managementPort, "/actuator/health/readiness"));
    }

    /** For a service that does not tell its readiness: returns when it answers anything at all. */
    public Side awaitServing() throws IOException {
        return await(() -> {
            try (HttpConnection connection = new HttpConnection(port)) {
                connection.exchange(HttpConnection.request("GET", "/", "none", ""));
            }
        });
    }

    /** Stops it where it stands, or lets it go on. */
    public void pause(boolean paused) throws IOException, InterruptedException {
        new ProcessBuilder("kill", paused ? "-STOP" : "-CONT", String.valueOf(pid()))
                .start()
                .waitFor();
    }

    private Side await(Attempt attempt) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!succeeds(attempt)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(name + " did not start: " + lastLines());
            }
            LockSupport.parkNanos(20_000_000);
        }
        return this;
    }

    /** What a metric says, summed over its series; 0 when there is none. */
    public double metric(String metric) throws IOException {
        return get(managementPort, "/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private static boolean succeeds(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String get(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setReadTimeout(5_000);
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** @throws IllegalStateException when it had ended by itself, which no measurement survives */
    @Override
    public void close() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended by itself: " + lastLines());
        }
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
