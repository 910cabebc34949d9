package dev.trunkledger.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL processes that outlived the process that started them. Whoever asks holds the directory's lock, so every
 * server found there belongs to nobody any more.
 */
final class LeftoverPostgres {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final long POLL_MS = 20;

    private LeftoverPostgres() {}

    /** Lets a server that is stopping finish, stops one that is not, and removes the traces of one that was killed. */
    static void stop(Path data) throws IOException, InterruptedException {
        if (!gone(data, Duration.ofSeconds(2))) {
            signal("INT", processes(data));
            if (!gone(data, WAIT)) {
                kill(data);
            }
        }
        // PostgreSQL would trust a stale file when, after a reboot, its process id belongs to another program.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    static void kill(Path data) throws InterruptedException {
        signal("KILL", processes(data));
        if (!gone(data, WAIT)) {
            throw new InfrastructureException("A PostgreSQL on " + data + " is still running and cannot be stopped: "
                    + processes(data).stream().map(ProcessHandle::pid).toList() + ".");
        }
    }

    private static boolean gone(Path data, Duration within) throws InterruptedException {
        Instant limit = Instant.now().plus(within);
        while (!processes(data).isEmpty()) {
            if (Instant.now().isAfter(limit)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    /** Every process of a PostgreSQL server, not only its first, works in the data directory. */
    static List<ProcessHandle> processes(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> worksIn(process, data)).toList();
        }
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(data.toRealPath())
                    && Files.readString(proc.resolve("comm")).strip().equals("postgres");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) throws InterruptedException {
        for (ProcessHandle process : processes) {
            try {
                // ProcessHandle can only send TERM (which waits for the clients here) and KILL.
                new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid() + " 2>/dev/null")
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new InfrastructureException("No shell could be started: " + e.getMessage(), e);
            }
        }
    }
}
