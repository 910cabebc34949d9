package dev.trunkledger.pacing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Spacing;
import dev.trunkledger.pacing.gate.StartRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Whole batches, against a model of them and against each other. */
class GateTableIT {

    private static final long SECOND = 1_000_000_000;
    private static final Spacing SPACING = new Spacing(25_000_000);
    private static final TrunkledgerDatabase DATABASE = TestDatabase.create();

    private final long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final GateTable table = new GateTable(connections(), SPACING);

    GateTableIT() {
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
    }

    /** The server's clock stands still, so that a decision happens at the very time that it is given. */
    @BeforeAll
    static void stopTheClock() throws SQLException {
        VirtualWorld.migrate(DATABASE);
        try (Connection owner = DriverManager.getConnection(
                        DATABASE.jdbcUrl(),
                        DATABASE.pacingOwner().name(),
                        DATABASE.pacingOwner().password());
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "create or replace function pacing.wall_ns() returns bigint language sql volatile return 7");
        }
    }

    @Test
    void aBatchIsDecidedAsItsRequestsOneByOne() throws SQLException {
        Map<GateKey, Long> lastStarts = new HashMap<>();
        List<GateKey> keys = keys(12);
        long now = SECOND;
        for (int batch = 0; batch < 200; batch++) {
            List<StartRequest> requests = requests(1 + random.nextInt(60), keys);
            List<Placement> expected = new ArrayList<>();
            for (StartRequest request : requests) {
                expected.add(model(now, request, lastStarts));
            }
            assertThat(table.reserve(now, requests)).isEqualTo(new GateTable.Decided(expected, 7));
            now += random.nextLong(SECOND / 4);
        }
    }

    private static Placement model(long now, StartRequest request, Map<GateKey, Long> lastStarts) {
        long start = now;
        for (Gate gate : request.gates()) {
            Long last = lastStarts.get(gate.key());
            start = last == null ? start : Math.max(start, last + SPACING.of(gate.limit()));
        }
        long last = start + SPACING.leastWait(request);
        boolean reserved = last - now <= request.maxWait().toNanos();
        if (reserved) {
            request.gates().forEach(gate -> lastStarts.put(gate.key(), last));
        }
        return new Placement(start, reserved);
    }

    /** Batches that make, lock and drop the same gates in the same moments never wait for each other in a circle. */
    @Test
    void instancesThatMeetAtNewGatesNeverBlockEachOther() throws Exception {
        List<GateKey> keys = keys(40);
        try (ExecutorService instances = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random own = new Random(random.nextLong());
                done.add(instances.submit(() -> reserveMuch(own, keys)));
            }
            Future<?> dropping = instances.submit(() -> dropAll(done));
            int batches = 0;
            for (Future<Integer> instance : done) {
                batches += instance.get();
            }
            dropping.get();
            // What meets a drop is told to come again; all else is decided.
            assertThat(batches).isGreaterThan(4 * 150 / 2);
        }
    }

    private int reserveMuch(Random own, List<GateKey> keys) throws SQLException {
        int decided = 0;
        for (int batch = 0; batch < 150; batch++) {
            List<StartRequest> requests = new ArrayList<>();
            own.ints(8, 0, keys.size())
                    .forEach(key ->
                            requests.add(new StartRequest(List.of(new Gate(keys.get(key), 1)), 1, Duration.ofDays(1))));
            try {
                table.reserve(0, requests);
                decided++;
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as("a gate was dropped meanwhile").isEqualTo("40001");
            }
        }
        return decided;
    }

    private @org.jspecify.annotations.Nullable Void dropAll(List<Future<Integer>> whileTheseRun) throws SQLException {
        while (!whileTheseRun.stream().allMatch(Future::isDone)) {
            table.dropIdle(Long.MAX_VALUE / 2, Duration.ZERO, 10);
        }
        return null;
    }

    @Test
    void aReservationUnderWayIsNotDropped() throws Exception {
        Gate gate = new Gate(keys(1).getFirst(), 1);
        table.reserve(0, List.of(new StartRequest(List.of(gate), 1, Duration.ZERO)));
        try (Connection other = connections().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update gate set last_start = 7200000000000 where key = '"
                    + gate.key().id() + "'");

            table.dropIdle(2 * 3_600 * SECOND, Duration.ofHours(1), 1_000);
            other.commit();
        }
        table.dropIdle(2 * 3_600 * SECOND, Duration.ofHours(1), 1_000);

        assertThat(table.use(0, List.of(gate.key()))).containsOnlyKeys(gate.key());
    }

    @Test
    void theApplicationReachesNobodyElsesTables() throws SQLException {
        assertRefused(List.of(
                "select * from ledger.event",
                "select * from vault.secret",
                "select * from vault.data_key",
                "select * from read_model.credential",
                "create table ledger.other (id integer)",
                "create table vault.other (id integer)",
                "create table read_model.other (id integer)",
                "create schema other",
                "set role trunkledger_pacing_owner",
                "set role trunkledger_command",
                "set role trunkledger_query"));
    }

    @Test
    void theApplicationChangesNoDefinitions() throws SQLException {
        assertRefused(List.of(
                "create table other (id integer)",
                "alter table gate add column other integer",
                "drop table gate",
                "truncate gate",
                "create or replace function wall_ns() returns bigint language sql return 0",
                "insert into clock (only_one, epoch, offset_ns, beat_ns, beats) values (true, 0, 0, 0, 0)",
                "delete from clock"));
    }

    private static void assertRefused(List<String> definitions) throws SQLException {
        for (String definition : definitions) {
            try (Connection application = connections().getConnection();
                    Statement statement = application.createStatement()) {
                assertThatThrownBy(() -> statement.execute(definition))
                        .as(definition)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    private List<StartRequest> requests(int count, List<GateKey> keys) {
        List<StartRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Gate> gates = random.ints(0, keys.size())
                    .distinct()
                    .limit(1 + random.nextInt(2))
                    .mapToObj(key -> new Gate(keys.get(key), 1 + random.nextInt(200)))
                    .toList();
            requests.add(new StartRequest(gates, 1 + random.nextInt(4), Duration.ofMillis(random.nextInt(2_000))));
        }
        return requests;
    }

    private static List<GateKey> keys(int count) {
        List<GateKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(GateKey.ofCredential(UUID.randomUUID()));
        }
        return keys;
    }

    private static PGSimpleDataSource connections() {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(DATABASE.jdbcUrl());
        connections.setUser(DATABASE.pacing().name());
        connections.setPassword(DATABASE.pacing().password());
        connections.setCurrentSchema("pacing");
        return connections;
    }
}
