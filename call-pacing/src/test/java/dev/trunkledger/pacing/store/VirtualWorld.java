package dev.trunkledger.pacing.store;

import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.clock.ClockTable;
import dev.trunkledger.pacing.clock.PacingTime;
import dev.trunkledger.pacing.gate.Spacing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A real database in which time goes by when the test says so, and whose clock jumps at its command. */
final class VirtualWorld implements AutoCloseable {

    static final Spacing SPACING = new Spacing(25_000_000);

    private final TrunkledgerDatabase database = TestDatabase.create();
    private final SingleConnectionDataSource connection;
    private long real;
    private long wallPlus = 1_700_000_000_000_000_000L;
    private long told = Long.MIN_VALUE;

    VirtualWorld() throws SQLException {
        migrate(database);
        DatabaseRole owner = database.pacingOwner();
        try (Connection own = DriverManager.getConnection(database.jdbcUrl(), owner.name(), owner.password());
                Statement statement = own.createStatement()) {
            statement.execute("create or replace function pacing.wall_ns() returns bigint language sql volatile"
                    + " return current_setting('pacing.wall')::bigint");
        }
        connection = new SingleConnectionDataSource(
                database.jdbcUrl(), database.pacing().name(), database.pacing().password(), true);
        execute("set search_path to pacing");
        execute("set synchronous_commit to off"); // nothing crashes here, and ten minutes are long
    }

    static void migrate(TrunkledgerDatabase database) {
        Flyway.configure()
                .dataSource(
                        database.jdbcUrl(),
                        database.pacingOwner().name(),
                        database.pacingOwner().password())
                .locations("classpath:db/call-pacing")
                .defaultSchema("pacing")
                .placeholders(java.util.Map.of("app_role", database.pacing().name()))
                .load()
                .migrate();
    }

    long real() {
        return real;
    }

    void pass(long nanos) {
        real += nanos;
    }

    void jump(long nanos) {
        wallPlus += nanos;
    }

    /** @param steadyPlus where the process's own clock began */
    Instance start(long steadyPlus) {
        PacingTime time =
                new PacingTime(new ClockTable(new TellingTheTime(), () -> real + steadyPlus), () -> real + steadyPlus);
        return new Instance(time, new Gates(new GateTable(new TellingTheTime(), SPACING), time, SPACING, 1));
    }

    GateTable gates() {
        return new GateTable(new TellingTheTime(), SPACING);
    }

    record Instance(PacingTime time, Gates gates) {}

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The connection that all share, which knows what time the server shows. */
    private final class TellingTheTime extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            long wall = real + wallPlus;
            if (wall != told) {
                execute("set pacing.wall to '" + wall + "'");
                told = wall;
            }
            return connection.getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
