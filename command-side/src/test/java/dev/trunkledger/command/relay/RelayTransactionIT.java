package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RelayTransactionIT {

    private final RelayFixture fixture = new RelayFixture();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() throws Exception {
        executor.shutdownNow();
        fixture.close();
    }

    /** The pool bounds transactions and silence for commands; the relay waits for Kafka and its turn, within its own bounds. */
    @Test
    void outlivesTheTimeoutsThatItsPoolSets() throws Exception {
        PGSimpleDataSource pool = (PGSimpleDataSource) fixture.dataSource();
        pool.setOptions("-c transaction_timeout=100");
        pool.setSocketTimeout(1);
        Future<PendingEvents> waiting;
        try (RelayTransaction turn = RelayTransaction.begin(fixture.dataSource(), RelayStream.EVENTS)) {
            turn.read(1);
            waiting = executor.submit(() -> {
                try (RelayTransaction next = RelayTransaction.begin(pool, RelayStream.EVENTS)) {
                    return next.read(1);
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting.isDone() || hasWaitedLongerThanThePoolAllows());
        }

        assertThat(waiting.get(30, TimeUnit.SECONDS).isEmpty()).isTrue();
    }

    /** Also where there is so little that reading all of it looks cheaper. */
    @Test
    void readsWhatIsNewByTheIndex() throws Exception {
        fixture.execute("""
                insert into ledger.event (credential_id, version, type, org_id, occurred_time, payload)
                select gen_random_uuid(), 1, 'type', 'acme', now(), decode(repeat('7b', 900), 'hex')
                  from generate_series(1, 2300)""");
        fixture.execute("analyze ledger.event");
        try (Connection held = fixture.dataSource().getConnection();
                RelayTransaction turn =
                        RelayTransaction.begin(new SingleConnectionDataSource(held, true), RelayStream.EVENTS)) {
            PendingEvents first = turn.read(1000);
            assertThat(first.settled()).hasSize(1000);
            assertThat(turn.readBehind(first, 1000).settled()).hasSize(1000);

            try (Statement statement = held.createStatement();
                    ResultSet row = statement.executeQuery("""
                            select seq_scan, idx_scan from pg_stat_xact_user_tables
                             where relid = 'ledger.event'::regclass""")) {
                row.next();
                assertThat(row.getLong("seq_scan")).isZero();
                assertThat(row.getLong("idx_scan")).isEqualTo(2);
            }
        }
    }

    private boolean hasWaitedLongerThanThePoolAllows() throws SQLException {
        try (Connection connection = fixture.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select exists (
                            select from pg_stat_activity
                             where datname = current_database() and wait_event = 'advisory'
                               and clock_timestamp() - xact_start > interval '1500 ms')""")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
