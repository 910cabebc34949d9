package dev.trunkledger.command.eventstore;

import static dev.trunkledger.command.CommandInstance.settings;
import static dev.trunkledger.command.CommandInstance.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.aggregate.CommandUnavailableException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writers who share commits, while another instance or the database misbehaves. */
class GroupAppendIT {

    private LedgerDatabase database;
    private CommandInstance instance;

    @BeforeEach
    void start() {
        database = new LedgerDatabase();
        instance = database.startInstance();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void writersWhoWaitShareOneCommit() throws Exception {
        // The first writer has to stay stuck until the others wait.
        instance = database.startInstance(Duration.ofMinutes(1));
        List<UUID> credentials = create(9);
        double commitsBefore = commits();

        try (Connection other = database.connectAsApplication();
                ExecutorService writers = Executors.newFixedThreadPool(9)) {
            recordWithoutCommit(other, credentials.getFirst());
            List<Future<Long>> versions = new ArrayList<>();
            versions.add(writers.submit(() -> replace(credentials.getFirst())));
            awaitWaitingForTheOther();
            credentials.stream().skip(1).forEach(id -> versions.add(writers.submit(() -> replace(id))));
            awaitQueued(8);
            other.rollback();

            for (Future<Long> version : versions) {
                assertThat(version.get()).isEqualTo(2);
            }
        }
        // The one that was under way, and one for all who waited meanwhile.
        assertThat(commits() - commitsBefore).isEqualTo(2);
    }

    @Test
    void oneWhoIsStuckBehindAnotherInstanceDoesNotHoldUpTheRest() throws Exception {
        List<UUID> credentials = create(6);
        UUID stuck = credentials.get(0);
        UUID alsoStuck = credentials.get(1);

        try (Connection other = database.connectAsApplication();
                ExecutorService writers = Executors.newFixedThreadPool(6)) {
            recordWithoutCommit(other, stuck);
            recordWithoutCommit(other, alsoStuck);
            Future<Long> first = writers.submit(() -> replace(stuck));
            awaitWaitingForTheOther();
            // They queue behind the first; the next group then has one of its own who is stuck.
            Future<Long> second = writers.submit(() -> replace(alsoStuck));
            List<Future<Long>> rest = credentials.stream()
                    .skip(2)
                    .map(id -> writers.submit(() -> replace(id)))
                    .toList();

            for (Future<Long> version : rest) {
                assertThat(version.get()).isEqualTo(2);
            }
            assertUnavailable(first);
            assertUnavailable(second);
            other.rollback();
        }
        assertThat(replace(stuck)).isEqualTo(2);
    }

    @Test
    void anAbsentDatabaseIsToldSoonAndTakesWritesAgainWhenItIsBack() throws SQLException {
        UUID id = create(1).getFirst();

        database.refuseConnections();
        assertThatExceptionOfType(CommandUnavailableException.class).isThrownBy(() -> replace(id));
        database.acceptConnections();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> version(instance.replace(id, 1L, settings("b.example.com"))) == 2);
    }

    private List<UUID> create(int count) {
        List<UUID> credentials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            instance.create(id, settings("a.example.com"));
            credentials.add(id);
        }
        return credentials;
    }

    private long replace(UUID id) {
        return version(instance.replace(id, null, settings("b.example.com")));
    }

    /** Another instance stands still between INSERT and COMMIT. */
    private static void recordWithoutCommit(Connection other, UUID id) throws SQLException {
        other.setAutoCommit(false);
        try (PreparedStatement insert = other.prepareStatement("""
                insert into ledger.event (credential_id, version, type, org_id, occurred_time, payload)
                values (?, 2, 'x', 'acme', now(), '')""")) {
            insert.setObject(1, id);
            insert.executeUpdate();
        }
    }

    private void awaitWaitingForTheOther() {
        await().until(() -> database.count("select count(*) from pg_locks where not granted") > 0);
    }

    private void awaitQueued(int entries) {
        await().until(() -> instance.get(GroupAppend.class).waiting() == entries);
    }

    private double commits() {
        DistributionSummary batches = instance.get(MeterRegistry.class)
                .get("trunkledger.append.batch.size")
                .summary();
        return batches.count();
    }

    private static void assertUnavailable(Future<Long> writer) {
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(writer::get)
                .withCauseInstanceOf(CommandUnavailableException.class);
    }
}
