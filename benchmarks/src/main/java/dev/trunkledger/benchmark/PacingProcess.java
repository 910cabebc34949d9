package dev.trunkledger.benchmark;

import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.pacing.CallPacingApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Call pacing in a process of its own, with the options of a deployment. */
final class PacingProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final int port = LoopbackPort.free();
    private final Path log;
    private final Process process;

    PacingProcess(Map<String, String> settings, Path log) throws IOException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                CallPacingApplication.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRUNKLEDGER_") || name.startsWith("SPRING_"));
        builder.environment().putAll(settings);
        builder.environment().put("TRUNKLEDGER_PORT", String.valueOf(port));
        builder.environment().put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(LoopbackPort.free()));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        process = builder.start();
        // Whoever breaks the benchmark off leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    int port() {
        return port;
    }

    /** What it has used of the processors so far. */
    Duration cpuTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns when it answers this request. */
    void awaitPermits(byte[] request) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(request)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Call pacing did not start: " + lastLines());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private boolean answers(byte[] request) {
        try (PermitConnection connection = new PermitConnection(port)) {
            int status = connection.ask(request);
            return status == 200 || status == 429;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
