package dev.trunkledger.command;

import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A database of a test's own, with the command side's tables, on which any number of instances can be started. */
public final class LedgerDatabase implements AutoCloseable {

    private final TrunkledgerDatabase database = TestDatabase.create();
    private final Path kekFile = keyFile();
    private final List<CommandInstance> instances = new ArrayList<>();

    /** Commands, aggregate, event store and vault as in production, without REST and relay. */
    public CommandInstance startInstance() {
        return startInstance(Duration.ofMillis(500));
    }

    /** An instance that waits so long for a row that another one holds. */
    public CommandInstance startInstance(Duration lockTimeout) {
        return startInstance(
                "--spring.datasource.hikari.connection-init-sql=set lock_timeout = " + lockTimeout.toMillis());
    }

    /** @param settings as on the command line, over what an instance needs anyway */
    public CommandInstance startInstance(String... settings) {
        CommandInstance instance = new CommandInstance(database, kekFile, settings);
        instances.add(instance);
        return instance;
    }

    /** The key-encryption key of instances that are given no other. */
    public Path kekFile() {
        return kekFile;
    }

    public Connection connectAsApplication() throws SQLException {
        return connect(database.command());
    }

    public Connection connectAsOwner() throws SQLException {
        return connect(database.commandOwner());
    }

    /** Who may see what everybody does. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(),
                TestInfrastructure.postgres().superuser(),
                TestInfrastructure.postgres().superuserPassword());
    }

    /** Ends what is connected and lets nobody in, as a server that is shutting down does. */
    public void refuseConnections() throws SQLException {
        try (Connection server = connectToServer();
                Statement statement = server.createStatement()) {
            statement.execute("alter database " + name() + " allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name() + "'");
        }
    }

    public void acceptConnections() throws SQLException {
        try (Connection server = connectToServer();
                Statement statement = server.createStatement()) {
            statement.execute("alter database " + name() + " allow_connections true");
        }
    }

    /** The single number that the query answers, asked by a superuser. */
    public long count(String query) throws SQLException {
        try (Connection superuser = connectAsSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet number = statement.executeQuery(query)) {
            number.next();
            return number.getLong(1);
        }
    }

    private String name() {
        String url = database.jdbcUrl();
        return url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    }

    private static Connection connectToServer() throws SQLException {
        return DriverManager.getConnection(
                TestInfrastructure.postgres().jdbcUrl("postgres"),
                TestInfrastructure.postgres().superuser(),
                TestInfrastructure.postgres().superuserPassword());
    }

    private Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), role.name(), role.password());
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("kek", null);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        instances.forEach(CommandInstance::close);
    }
}
