package dev.trunkledger.pacing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.clock.ClockTable;
import dev.trunkledger.pacing.clock.PacingTime;
import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.StartRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances with many threads on one database, in real time. */
class SharedGatesIT {

    private static final long SECOND = 1_000_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TrunkledgerDatabase DATABASE = TestDatabase.create();

    private final List<Instance> instances = new ArrayList<>();
    private final Gate pool = new Gate(GateKey.ofPool("org", UUID.randomUUID().toString()), 50);
    private final List<Gate> trunks = List.of(trunk(50), trunk(60), trunk(70));
    private final Queue<Long> poolStarts = new ConcurrentLinkedQueue<>();
    private final Map<Gate, Queue<Long>> trunkStarts = new ConcurrentHashMap<>();
    private final AtomicInteger unavailable = new AtomicInteger();

    /** As a process has it. */
    private record Instance(HikariDataSource connections, Heartbeat heartbeat, Gates gates) implements AutoCloseable {

        static Instance start() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(DATABASE.jdbcUrl());
            config.setUsername(DATABASE.pacing().name());
            config.setPassword(DATABASE.pacing().password());
            config.setConnectionInitSql("set search_path to pacing; set transaction_timeout to 1000");
            config.setConnectionTimeout(1_000);
            config.setMaximumPoolSize(6);
            config.setInitializationFailTimeout(-1);
            HikariDataSource connections = new HikariDataSource(config);
            PacingTime time = new PacingTime(new ClockTable(connections, System::nanoTime), System::nanoTime);
            Heartbeat heartbeat = new Heartbeat(time);
            heartbeat.start();
            Gates gates = new Gates(new GateTable(connections, VirtualWorld.SPACING), time, VirtualWorld.SPACING, 4);
            return new Instance(connections, heartbeat, gates);
        }

        @Override
        public void close() {
            heartbeat.close();
            connections.close();
        }
    }

    @BeforeEach
    void startTwo() {
        VirtualWorld.migrate(DATABASE);
        for (int i = 0; i < 2; i++) {
            instances.add(Instance.start());
        }
        instances.forEach(instance -> await().atMost(PATIENCE).until(instance.gates()::ready));
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
    }

    @Test
    void noSecondHoldsMoreStartsThanALimitWhoeverGrantsThem() throws InterruptedException {
        load(Duration.ofSeconds(5), () -> {});

        eachSecondKeepsTo(pool, poolStarts);
        trunkStarts.forEach(SharedGatesIT::eachSecondKeepsTo);
        // What is asked for is far more than is allowed, so nearly all of that must have been granted.
        assertThat(poolStarts).hasSizeGreaterThan((int) (0.9 * 5 * 50));
        assertThat(unavailable).hasValue(0);
    }

    @Test
    void grantsNothingWhileTheStoreIsAwayAndGoesOnByItself() throws InterruptedException {
        load(Duration.ofSeconds(6), () -> {
            await().atMost(PATIENCE).until(() -> poolStarts.size() > 20);
            TestInfrastructure.postgres().crash();
            await().atMost(PATIENCE).until(() -> unavailable.get() > 100);
            int granted = poolStarts.size();
            TestInfrastructure.postgres().start();
            await().atMost(PATIENCE).until(() -> poolStarts.size() > granted + 20);
        });

        eachSecondKeepsTo(pool, poolStarts);
        trunkStarts.forEach(SharedGatesIT::eachSecondKeepsTo);
    }

    /** Sixteen threads ask without a pause, at least for so long and until the course of events is through. */
    private void load(Duration duration, Runnable course) throws InterruptedException {
        long until = System.nanoTime() + duration.toNanos();
        AtomicBoolean through = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Gates gates = instances.get(i % 2).gates();
            Gate trunk = trunks.get(i % trunks.size());
            callers.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < until || !through.get()) {
                    ask(gates, trunk);
                }
            }));
        }
        try {
            course.run();
        } finally {
            through.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
        }
    }

    private void ask(Gates gates, Gate trunk) {
        try {
            Reservation answer = gates.reserve(new StartRequest(List.of(trunk, pool), 1, Duration.ofMillis(50)));
            if (answer instanceof Reservation.Granted(long delay, long _)) {
                long start = System.nanoTime() + delay;
                poolStarts.add(start);
                trunkStarts
                        .computeIfAbsent(trunk, _ -> new ConcurrentLinkedQueue<>())
                        .add(start);
            }
        } catch (GatesUnavailableException e) {
            unavailable.incrementAndGet();
        }
    }

    private static void eachSecondKeepsTo(Gate gate, Queue<Long> unordered) {
        List<Long> starts = unordered.stream().sorted().toList();
        for (int i = gate.limit(); i < starts.size(); i++) {
            // Less a moment that this thread may have lost between the answer and looking at the clock.
            assertThat(starts.get(i) - starts.get(i - gate.limit())).isGreaterThan(SECOND - SECOND / 100);
        }
    }

    private static Gate trunk(int limit) {
        return new Gate(GateKey.ofCredential(UUID.randomUUID()), limit);
    }
}
