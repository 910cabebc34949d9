package dev.trunkledger.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
    @TempDir
    Path directory;

    private @Nullable LocalPostgres running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void forcesEveryCommitToTheDisk() throws SQLException {
        LocalPostgres postgres = start();

        assertThat(query(postgres, "show fsync")).isEqualTo("on");
        assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
    }

    @Test
    void listensOnLoopbackOnly() throws SQLException {
        assertThat(query(start(), "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesAWrongPassword() {
        LocalPostgres postgres = start();

        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "postgres"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void keepsDataAndPasswordOverAStartOfItsOwn() throws SQLException {
        LocalPostgres first = start();
        execute(first, "create table note (text text)", "insert into note values ('kept')");
        first.close();

        LocalPostgres second = start();

        assertThat(query(second, "select text from note")).isEqualTo("kept");
        assertThat(second.superuserPassword()).isEqualTo(first.superuserPassword());
    }

    @Test
    void comesBackOnTheSamePortAfterAnOutage() throws SQLException {
        LocalPostgres postgres = start();
        execute(postgres, "create table note (text text)", "insert into note values ('kept')");
        String url = postgres.jdbcUrl("postgres");

        postgres.crash();
        assertThatThrownBy(() -> query(postgres, "select 1")).isInstanceOf(SQLException.class);
        postgres.start();

        assertThat(postgres.jdbcUrl("postgres")).isEqualTo(url);
        assertThat(query(postgres, "select text from note")).isEqualTo("kept");
    }

    @Test
    void refusesASecondStartOnTheSameData() throws SQLException {
        LocalPostgres postgres = start();

        assertThatThrownBy(() -> LocalPostgres.start(directory.resolve("postgres")))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("in use by another process");
        assertThat(query(postgres, "select 1")).isEqualTo("1");
    }

    @Test
    void refusesADirectoryThatHoldsSomethingElse() throws IOException {
        Path data = Files.createDirectories(directory.resolve("postgres/data"));
        Files.writeString(directory.resolve("postgres/superuser-password"), "x");
        Files.writeString(data.resolve("letter.txt"), "dear reader");

        assertThatThrownBy(this::start)
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("does not hold data of PostgreSQL 18");
        assertThat(data.resolve("letter.txt")).hasContent("dear reader");
    }

    @Test
    void runsUnderEveryIdentityThatThisAccountMayGiveIt() throws IOException, SQLException {
        long ways = PostgresAccount.usable(newDirectory()).count();

        assertThat(ways).isPositive();
        for (long way = 0; way < ways; way++) {
            long skipped = way;
            try (LocalPostgres postgres = LocalPostgres.start(
                    newDirectory(),
                    own -> PostgresAccount.usable(own).skip(skipped).findFirst().orElseThrow())) {
                assertThat(query(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    private Path newDirectory() throws IOException {
        return Files.createTempDirectory(directory, "postgres");
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws IOException, SQLException, InterruptedException {
        Process other = startInAnotherProcess();

        other.destroyForcibly().waitFor();

        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> LeftoverPostgres.processes(data()).isEmpty());
        assertThat(query(start(), "select text from note")).isEqualTo("kept");
    }

    @Test
    void takesOverFromAServerWhoseWatchdogWasKilledToo() throws IOException, SQLException, InterruptedException {
        Process other = startInAnotherProcess();
        List<ProcessHandle> servers = LeftoverPostgres.processes(data());
        // The watchdog before the shell around it: at that one's end the other process would let go of the watchdog's
        // pipe, which would stop the server in good order.
        other.descendants()
                .filter(process -> !servers.contains(process))
                .sorted(Comparator.comparing(ProcessHandle::pid).reversed())
                .forEach(ProcessHandle::destroyForcibly);
        other.destroyForcibly().waitFor();
        assertThat(LeftoverPostgres.processes(data())).isNotEmpty();

        assertThat(query(start(), "select text from note")).isEqualTo("kept");
    }

    @Test
    void startsThoughAStalePidFileNamesALivingProcess() throws IOException, SQLException {
        LocalPostgres first = start();
        Path pidFile = data().resolve("postmaster.pid");
        String traces = Files.readString(pidFile);
        first.close();
        String serverPid = traces.lines().findFirst().orElseThrow();
        Files.writeString(
                pidFile,
                traces.replace(serverPid, Long.toString(ProcessHandle.current().pid())));

        assertThat(query(start(), "select 1")).isEqualTo("1");
    }

    private Process startInAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresInAnotherProcess.class.getName(),
                        directory.resolve("postgres").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private Path data() {
        return directory.resolve("postgres/data");
    }

    private LocalPostgres start() {
        LocalPostgres started = LocalPostgres.start(directory.resolve("postgres"));
        running = started;
        return started;
    }

    static void execute(LocalPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.superuserPassword());
    }
}
