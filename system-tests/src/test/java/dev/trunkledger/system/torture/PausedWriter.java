package dev.trunkledger.system.torture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the database that stands still after it has inserted an event and before it commits. */
final class PausedWriter {

    /** Written after the event, in the same transaction: who waits for it has its transaction's number already. */
    private static final String TABLE = "ledger.cps_key_member";

    private static final String WAITING = """
            select pid from pg_stat_activity
             where wait_event_type = 'Lock' and backend_xid is not null and query like '%cps_key_member%' limit 1""";
    private static final int TRIES = 20;
    private static final long GLANCE_MS = 20;
    /** Soon it would wait no longer: the command side's lock_timeout is 1 s. */
    private static final int GLANCES = 25;

    private final Stage stage;
    private final ProcessHandle process;

    private PausedWriter(Stage stage, ProcessHandle process) {
        this.stage = stage;
        this.process = process;
    }

    static PausedWriter stop(Stage stage) throws InterruptedException, SQLException {
        for (int i = 0; i < TRIES; i++) {
            TableLock lock = new TableLock(TABLE);
            lock.take(stage);
            try {
                long pid = waiting(stage);
                if (pid > 0) {
                    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
                    Signals.stop(List.of(process));
                    return new PausedWriter(stage, process);
                }
            } finally {
                lock.release();
            }
        }
        throw new IllegalStateException("Nobody writes to " + TABLE);
    }

    /** Whether its transaction is neither committed nor given up. */
    boolean isAmidItsTransaction() throws SQLException {
        return number(
                        stage,
                        "select pid from pg_stat_activity where backend_xid is not null and pid = " + process.pid())
                > 0;
    }

    void goOn() {
        Signals.goOn(List.of(process));
    }

    private static long waiting(Stage stage) throws InterruptedException, SQLException {
        for (int i = 0; i < GLANCES; i++) {
            long pid = number(stage, WAITING);
            if (pid > 0) {
                return pid;
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
        }
        return 0;
    }

    /** 0 for no row. */
    private static long number(Stage stage, String query) throws SQLException {
        try (Connection connection = Ledger.connect(stage);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
