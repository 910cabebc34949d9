package dev.trunkledger.infrastructure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 on 127.0.0.1 that keeps its data: fsync on, scram authentication, a random superuser password. It
 * ends with this process, however that dies, and recovers at the next start on the same directory.
 */
public final class LocalPostgres implements AutoCloseable {
    // Given on the command line, where no file in the data directory can override them.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "password_encryption=scram-sha-256",
            "max_connections=200",
            "shared_buffers=256MB",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off");

    private final Path directory;
    private final DirectoryLock lock;
    private final PostgresAccount account;
    private final PostgresCluster cluster;
    private final int port;
    private @Nullable PostgresProcess process;

    private LocalPostgres(Path directory, DirectoryLock lock, PostgresAccount account, PostgresCluster cluster) {
        this.directory = directory;
        this.lock = lock;
        this.account = account;
        this.cluster = cluster;
        this.port = LoopbackPort.free();
    }

    /** Starts on the data in this directory, or makes them; returns when connections are accepted. */
    public static LocalPostgres start(Path directory) {
        return start(directory, PostgresAccount::of);
    }

    /** Stops a server that outlived the process that started it on this directory; for whoever deletes the data. */
    public static void stopLeftovers(Path directory) {
        reported(directory, () -> {
            LeftoverPostgres.stop(directory.toAbsolutePath().normalize().resolve("data"));
            return directory;
        });
    }

    /** How an account is chosen for a directory. */
    @FunctionalInterface
    interface AccountChoice {
        PostgresAccount on(Path directory) throws IOException;
    }

    static LocalPostgres start(Path directory, AccountChoice choice) {
        Path absolute = directory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.tryAcquire(absolute);
        if (lock == null) {
            throw new InfrastructureException("The PostgreSQL data in " + absolute + " are in use by another process.");
        }
        try {
            LocalPostgres postgres = prepare(absolute, lock, choice);
            postgres.start();
            return postgres;
        } catch (Throwable failure) {
            lock.close();
            throw failure;
        }
    }

    private static LocalPostgres prepare(Path directory, DirectoryLock lock, AccountChoice choice) {
        return reported(directory, () -> {
            LeftoverPostgres.stop(directory.resolve("data"));
            PostgresAccount account = choice.on(directory);
            return new LocalPostgres(directory, lock, account, PostgresCluster.in(directory, account));
        });
    }

    /** Starts again after {@link #stop} or {@link #crash}, on the same port. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        process = reported(directory, () -> {
            LeftoverPostgres.stop(cluster.data());
            return PostgresProcess.start(account, cluster.data(), port, SETTINGS, directory.resolve("postgres.log"));
        });
    }

    /** Ends open connections, writes everything out and stops; the data stay. */
    public void stop() {
        stop("INT");
    }

    /** Stops without writing anything out: the next start recovers from the write-ahead log. */
    public void crash() {
        stop("QUIT");
    }

    /** Kills the first of its processes, so that nobody tells the others: the next start ends those and recovers. */
    public synchronized void kill() {
        PostgresProcess running = process;
        process = null;
        if (running != null) {
            reported(directory, () -> {
                running.kill();
                return directory;
            });
        }
    }

    /** Kills all of its processes at once. */
    public synchronized void killAll() {
        process = null;
        reported(directory, () -> {
            LeftoverPostgres.kill(cluster.data());
            return directory;
        });
    }

    /** Those of the server: the first, which has started the others, and one for each connection among them. */
    public List<ProcessHandle> processes() {
        return LeftoverPostgres.processes(cluster.data());
    }

    private synchronized void stop(String signal) {
        PostgresProcess running = process;
        process = null;
        if (running != null) {
            reported(directory, () -> {
                running.stop(signal);
                return signal;
            });
        }
    }

    @Override
    public void close() {
        stop();
        lock.close();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    public String superuser() {
        return PostgresCluster.SUPERUSER;
    }

    public String superuserPassword() {
        return cluster.password();
    }

    private interface Step<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T reported(Path directory, Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new InfrastructureException("PostgreSQL cannot use the directory " + directory + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Waiting for PostgreSQL was interrupted.", e);
        }
    }
}
