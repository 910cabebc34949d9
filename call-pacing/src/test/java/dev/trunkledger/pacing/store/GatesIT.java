package dev.trunkledger.pacing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.StartRequest;
import dev.trunkledger.pacing.store.VirtualWorld.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions to the nanosecond, in a world where time goes by only when the test says so. */
class GatesIT {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private static VirtualWorld world;
    private static Instance instance;

    @BeforeAll
    static void begin() throws SQLException {
        world = new VirtualWorld();
        instance = world.start(0);
        for (int beat = 0; beat < 10; beat++) {
            instance.time().beat();
            world.pass(100 * MILLISECOND);
        }
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void theFirstStartsNowAndTheNextOneASpacingLater() {
        Gate gate = gate(4);

        assertThat(ask(NOT_AT_ALL, 1, gate)).isEqualTo(granted(0, gate));
        assertThat(ask(NOT_AT_ALL, 1, gate)).isEqualTo(new Reservation.Refused(spacing(gate)));
        assertThat(ask(Duration.ofSeconds(1), 1, gate)).isEqualTo(granted(spacing(gate), gate));
    }

    @Test
    void aRefusalTellsToTheNanosecondWhenToComeBack() {
        Gate gate = gate(7);
        ask(NOT_AT_ALL, 1, gate);
        Duration wait = Duration.ofMillis(300);
        Reservation.Refused refused = (Reservation.Refused) ask(wait, 3, gate);

        world.pass(refused.retryAfterNanos() - 1);
        assertThat(ask(wait, 3, gate)).isEqualTo(new Reservation.Refused(1));
        world.pass(1);
        assertThat(ask(wait, 3, gate)).isInstanceOf(Reservation.Granted.class);
    }

    @Test
    void whatOneGateRefusesTakesNothingFromTheOther() {
        Gate own = gate(1);
        Gate pool = gate(100);
        ask(NOT_AT_ALL, 1, own);

        assertThat(ask(NOT_AT_ALL, 1, own, pool)).isInstanceOf(Reservation.Refused.class);

        assertThat(ask(NOT_AT_ALL, 1, pool)).isEqualTo(granted(0, pool));
    }

    @Test
    void aLeaseIsGrantedAsAWholeOrNotAtAll() {
        Gate gate = gate(10);

        assertThat(ask(Duration.ofMillis(200), 3, gate)).isInstanceOf(Reservation.Refused.class);
        assertThat(ask(Duration.ofNanos(2 * spacing(gate)), 3, gate)).isEqualTo(granted(0, gate));
        assertThat(ask(NOT_AT_ALL, 1, gate)).isEqualTo(new Reservation.Refused(3 * spacing(gate)));
    }

    @Test
    void aChangedLimitCountsFromTheLastStartOn() {
        Gate before = gate(1);
        ask(NOT_AT_ALL, 1, before);
        Gate raised = new Gate(before.key(), 20);
        Gate lowered = new Gate(before.key(), 2);

        assertThat(ask(NOT_AT_ALL, 1, lowered)).isEqualTo(new Reservation.Refused(spacing(lowered)));
        world.pass(spacing(raised));
        assertThat(ask(NOT_AT_ALL, 1, raised)).isEqualTo(granted(0, raised));
    }

    @Test
    void useIsWhatWasGrantedInTheLastFullSecond() {
        Gate gate = gate(10);
        long second = SECOND - Math.floorMod(instance.time().now(), SECOND);
        world.pass(second);
        ask(Duration.ofSeconds(1), 5, gate);
        assertThat(use(gate)).isEqualTo(new GateUse(0, 4 * spacing(gate)));

        world.pass(SECOND);
        assertThat(use(gate)).isEqualTo(new GateUse(5, 0));
        ask(NOT_AT_ALL, 1, gate);
        assertThat(use(gate).startsLastSecond()).isEqualTo(5);

        world.pass(SECOND);
        assertThat(use(gate).startsLastSecond()).isEqualTo(1);
        world.pass(SECOND);
        assertThat(use(gate).startsLastSecond()).isZero();
    }

    @Test
    void gatesThatNothingPassesAreDropped() throws SQLException {
        Gate idle = gate(1);
        Gate busy = gate(1);
        ask(NOT_AT_ALL, 1, idle);
        beatFor(Duration.ofMinutes(61));
        ask(NOT_AT_ALL, 1, busy);

        world.gates().dropIdle(instance.time().now(), Duration.ofHours(1), 1_000);

        assertThat(instance.gates().use(List.of(idle.key(), busy.key()))).containsOnlyKeys(busy.key());
        assertThat(ask(NOT_AT_ALL, 1, idle)).isEqualTo(granted(0, idle));
    }

    @Test
    void nothingIsGrantedBeforeTheTimeIsKnown() {
        Instance starting = world.start(5);

        assertThat(starting.gates().ready()).isFalse();
        assertThatExceptionOfType(GatesUnavailableException.class)
                .isThrownBy(() -> starting.gates().reserve(new StartRequest(List.of(gate(1)), 1, NOT_AT_ALL)));
    }

    @Test
    void startsAreAskedForAheadWhereCommitsAreSlow() throws SQLException {
        try (VirtualWorld slowWorld = new VirtualWorld()) {
            Instance slow = slowWorld.start(0, 40 * MILLISECOND);
            for (int beat = 0; beat < 10; beat++) {
                slow.time().beat();
                slowWorld.pass(100 * MILLISECOND);
            }
            // How slow they are shows by two answers in a row that come too late.
            slow.gates().reserve(new StartRequest(List.of(gate(1)), 1, NOT_AT_ALL));
            slow.gates().reserve(new StartRequest(List.of(gate(1)), 1, NOT_AT_ALL));

            for (int call = 0; call < 10; call++) {
                StartRequest request = new StartRequest(List.of(gate(1)), 1, NOT_AT_ALL);
                assertThat(slow.gates().reserve(request)).isEqualTo(granted(0, gate(1)));
            }
        }
    }

    @Test
    void onePauseMakesNobodyWaitLater() throws SQLException {
        try (VirtualWorld pausing = new VirtualWorld()) {
            Instance paused = pausing.start(0, 0);
            for (int beat = 0; beat < 10; beat++) {
                paused.time().beat();
                pausing.pass(100 * MILLISECOND);
            }
            StartRequest request = new StartRequest(List.of(gate(20)), 1, NOT_AT_ALL);
            pausing.pauseNextAnswer(100 * MILLISECOND);
            assertThat(paused.gates().reserve(request)).isEqualTo(granted(0, gate(20)));

            StartRequest other = new StartRequest(List.of(gate(20)), 1, NOT_AT_ALL);
            assertThat(paused.gates().reserve(other)).isEqualTo(granted(0, gate(20)));
        }
    }

    @Test
    void nothingIsGrantedByADecisionDuringWhichTheClockJumped() {
        Gate gate = gate(1);
        instance.time().beat();
        world.leap(SECOND);
        assertThatExceptionOfType(GatesUnavailableException.class).isThrownBy(() -> ask(NOT_AT_ALL, 1, gate));

        beatFor(Duration.ofSeconds(4));
        assertThat(ask(NOT_AT_ALL, 1, gate)).isEqualTo(granted(0, gate));
    }

    @Test
    void decidesAsASimpleModelDoes() {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
        Random random = new Random(seed);
        Map<GateKey, Long> lastStarts = new HashMap<>();
        List<GateKey> keys = random.ints(6)
                .mapToObj(_ -> GateKey.ofCredential(UUID.randomUUID()))
                .toList();
        for (int step = 0; step < 2_000; step++) {
            List<Gate> gates = random.ints(0, keys.size())
                    .distinct()
                    .limit(1 + random.nextInt(2))
                    .mapToObj(key -> new Gate(keys.get(key), 1 + random.nextInt(60)))
                    .toList();
            StartRequest request =
                    new StartRequest(gates, 1 + random.nextInt(4), Duration.ofMillis(random.nextInt(400)));
            assertThat(instance.gates().reserve(request)).isEqualTo(model(request, lastStarts));
            world.pass(random.nextLong(40 * MILLISECOND));
            if (step % 3 == 0) {
                instance.time().beat();
            }
        }
    }

    private static Reservation model(StartRequest request, Map<GateKey, Long> lastStarts) {
        long now = instance.time().now();
        long spacing = VirtualWorld.SPACING.of(request);
        long start = now;
        for (Gate gate : request.gates()) {
            start = Math.max(start, lastStarts.getOrDefault(gate.key(), -SECOND * SECOND) + spacing(gate));
        }
        long last = start + (request.calls() - 1) * spacing;
        long tooLong = last - now - request.maxWait().toNanos();
        if (tooLong > 0) {
            return new Reservation.Refused(tooLong);
        }
        request.gates().forEach(gate -> lastStarts.put(gate.key(), last));
        return new Reservation.Granted(start - now, spacing);
    }

    private static void beatFor(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.pass(SECOND);
            instance.time().beat();
        }
    }

    private static GateUse use(Gate gate) {
        return instance.gates().use(List.of(gate.key())).getOrDefault(gate.key(), new GateUse(-1, -1));
    }

    private static Reservation ask(Duration wait, int calls, Gate... gates) {
        return instance.gates().reserve(new StartRequest(List.of(gates), calls, wait));
    }

    private static Reservation granted(long delay, Gate gate) {
        return new Reservation.Granted(delay, spacing(gate));
    }

    private static long spacing(Gate gate) {
        return VirtualWorld.SPACING.of(gate.limit());
    }

    private static Gate gate(int limit) {
        return new Gate(GateKey.ofCredential(UUID.randomUUID()), limit);
    }
}
