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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A real database in which time goes by when the test says so, and whose clock jumps at its command. */
final class VirtualWorld implements AutoCloseable {

    static final Spacing SPACING = new Spacing(25_000_000);

    /** After one look it leaps, when it is told to. */
    private static final String CLOCK = """
            create or replace function pacing.wall_ns() returns bigint language plpgsql volatile as $$
            declare
                wall bigint := current_setting('pacing.wall')::bigint;
            begin
                perform set_config('pacing.wall', (wall + current_setting('pacing.leap')::bigint)::text, false),
                        set_config('pacing.leap', '0', false);
                return wall;
            end $$""";

    private final TrunkledgerDatabase database = TestDatabase.create();
    private final SingleConnectionDataSource connection;
    private long real;
    private long wallPlus = 1_700_000_000_000_000_000L;
    private long told = Long.MIN_VALUE;
    private long leap;
    private long pause;

    VirtualWorld() throws SQLException {
        migrate(database);
        DatabaseRole owner = database.pacingOwner();
        try (Connection own = DriverManager.getConnection(database.jdbcUrl(), owner.name(), owner.password());
                Statement statement = own.createStatement()) {
            statement.execute(CLOCK);
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

    /** Jumps in the midst of the next statement that looks at the clock. */
    void leap(long nanos) {
        leap = nanos;
    }

    /** Whoever asks the store next gets its answer so much later. */
    void pauseNextAnswer(long nanos) {
        pause = nanos;
    }

    /** @param steadyPlus where the process's own clock began */
    Instance start(long steadyPlus) {
        return start(steadyPlus, 0);
    }

    /** @param commitNanos how long every commit takes */
    Instance start(long steadyPlus, long commitNanos) {
        AtomicLong plus = new AtomicLong(steadyPlus);
        LongSupplier steady = () -> real + plus.get();
        PacingTime time = new PacingTime(new ClockTable(new TellingTheTime(0), steady), steady);
        GateTable table = new GateTable(new TellingTheTime(commitNanos), SPACING);
        return new Instance(time, new Gates(table, time, SPACING, 1), plus);
    }

    GateTable gates() {
        return new GateTable(new TellingTheTime(0), SPACING);
    }

    record Instance(PacingTime time, Gates gates, AtomicLong steadyPlus) {

        /** Its machine stood still for so long, and its own clock with it. */
        void suspended(long nanos) {
            steadyPlus.addAndGet(-nanos);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The connection that all share, which knows what time the server shows. */
    private final class TellingTheTime extends AbstractDataSource {

        private final long commitNanos;

        TellingTheTime(long commitNanos) {
            this.commitNanos = commitNanos;
        }

        @Override
        public Connection getConnection() throws SQLException {
            long wall = real + wallPlus;
            if (wall != told || leap != 0) {
                execute("set pacing.wall to '" + wall + "'; set pacing.leap to '" + leap + "'");
                told = leap == 0 ? wall : Long.MIN_VALUE;
                wallPlus += leap;
                leap = 0;
            }
            real += commitNanos + pause;
            pause = 0;
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
