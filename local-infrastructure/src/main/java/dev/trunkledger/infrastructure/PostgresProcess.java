package dev.trunkledger.infrastructure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running PostgreSQL with a watchdog: a shell whose standard input is a pipe from this process. The kernel closes the
 * pipe however this process ends, SIGKILL included, and then the shell stops the server.
 */
final class PostgresProcess {
    // In a session of its own (setsid), so that Ctrl-C on the terminal reaches this process only, which stops in order.
    private static final String WATCHDOG = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            (
                while read -r signal <&3; do kill -"$signal" "$server"; done
                kill -INT "$server"
            ) &
            watch=$!
            exec 3<&-
            wait "$server"
            code=$?
            kill "$watch" 2>/dev/null
            exit "$code"
            """;
    private static final Duration START_LIMIT = Duration.ofMinutes(3); // recovery after a crash may take a while
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MS = 10;

    private final Process watchdog;
    private final Path data;
    private final Path log;

    private PostgresProcess(Process watchdog, Path data, Path log) {
        this.watchdog = watchdog;
        this.data = data;
        this.log = log;
    }

    static PostgresProcess start(PostgresAccount account, Path data, int port, List<String> settings, Path log)
            throws IOException, InterruptedException {
        List<String> server = new ArrayList<>(List.of("sh", "-c", WATCHDOG, "postgres-watchdog"));
        server.addAll(List.of(account.binaries().resolve("bin/postgres").toString(), "-D", data.toString()));
        server.addAll(List.of("-p", Integer.toString(port)));
        settings.forEach(setting -> server.addAll(List.of("-c", setting)));
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(account.command(server.toArray(String[]::new)));
        Files.deleteIfExists(log);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        PostgresProcess process = new PostgresProcess(builder.start(), data, log);
        process.awaitReady();
        return process;
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!isReady()) {
            if (watchdog.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                throw new InfrastructureException("PostgreSQL did not start on " + data + ": " + complaint());
            }
            if (Instant.now().isAfter(limit)) {
                stop("QUIT");
                throw new InfrastructureException(
                        "PostgreSQL on " + data + " was not ready within " + START_LIMIT.toSeconds() + " s.");
            }
        }
    }

    // The postmaster writes its state into line 8 of postmaster.pid; pg_ctl reads the same.
    private boolean isReady() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    private String complaint() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .findFirst()
                .or(() -> lines.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(lines.getLast()))
                .orElse("it said nothing");
    }

    boolean isAlive() {
        return watchdog.isAlive();
    }

    /** SIGKILL to the first process alone. */
    void kill() throws IOException, InterruptedException {
        long first = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        watchdog.waitFor();
    }

    /** INT: open transactions are rolled back and everything is written out; QUIT: like a crash, recovered later. */
    void stop(String signal) throws InterruptedException {
        try (OutputStream pipe = watchdog.getOutputStream()) {
            pipe.write((signal + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            // then there is nothing to stop
        }
        if (!watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            LeftoverPostgres.kill(data);
            watchdog.waitFor();
        }
    }
}
