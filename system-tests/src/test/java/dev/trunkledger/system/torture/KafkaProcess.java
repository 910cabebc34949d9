package dev.trunkledger.system.torture;

import dev.trunkledger.system.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Kafka in another process, on data that stay. */
final class KafkaProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final int port;
    private final int advertisedPort;
    private Process process;

    KafkaProcess(Path directory, int port, int advertisedPort) {
        this.directory = directory;
        this.port = port;
        this.advertisedPort = advertisedPort;
        this.process = launch();
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Beside the directory, which may be a disk that comes and goes. */
    private Path log() {
        return directory.resolveSibling("kafka.log");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** When it is dead; returns when clients are served. */
    void launchAgain() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Kills it, keeps a copy of all that it has then, and starts it again. */
    void copyData() {
        kill();
        copy(data(), copy());
        launchAgain();
    }

    /** Kills it, and starts it again with what the copy has. */
    void restoreData() {
        kill();
        copy(copy(), data());
        launchAgain();
    }

    private Path copy() {
        return directory.resolve("copy");
    }

    /** Most of the files are sparse: their sizes are many times what they hold. */
    private static void copy(Path from, Path to) {
        try {
            // Whoever restores a copy sees to it that it is on the disk.
            String command = "rm -rf \"$1\" && cp --archive --sparse=always \"$0\" \"$1\" && sync -f \"$1\"";
            int status = new ProcessBuilder("sh", "-c", command, from.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(from + " could not be copied to " + to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(ServiceProcess.machineOptions());
        command.addAll(List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                data().toString(),
                String.valueOf(port),
                String.valueOf(advertisedPort)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Process launched;
        try {
            launched = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // In another thread, as nobody can be told to stop reading: it goes on until the process ends.
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readAll(launched.inputReader(), ready));
        if (!ready.completeOnTimeout(false, START_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join()) {
            launched.destroyForcibly().onExit().join();
            throw new IllegalStateException(
                    "Kafka did not start; its log ends with " + lastComplaint() + ", see " + log());
        }
        return launched;
    }

    /** For those who never get to see the log. */
    private String lastComplaint() {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("Exception"))
                    .reduce((_, later) -> later)
                    .orElse("no exception");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever it says: nobody may leave the pipe full. */
    private static void readAll(BufferedReader output, CompletableFuture<Boolean> ready) {
        try (output) {
            output.lines().filter("ready"::equals).forEach(_ -> ready.complete(true));
        } catch (IOException | UncheckedIOException ended) {
            // So has the process.
        }
        ready.complete(false);
    }
}
