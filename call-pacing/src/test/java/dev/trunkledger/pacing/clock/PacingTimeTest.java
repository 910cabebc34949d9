package dev.trunkledger.pacing.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTimeTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long HOUR = 3_600 * SECOND;
    /** What a spacing's margin has room for, with the lateness that an answer may have. */
    private static final long APART = 10 * MILLISECOND;

    private final long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SimulatedStore store = new SimulatedStore(random);
    private final List<Instance> instances = new ArrayList<>();

    PacingTimeTest() {
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
    }

    /** A process whose steady clock began somewhere, and may lose time. */
    private final class Instance {
        private long plus = random.nextLong(HOUR);
        private final PacingTime time = new PacingTime(store.seenWith(this::steady), this::steady);

        private long steady() {
            return store.real() + plus;
        }

        void suspended(long nanos) {
            plus -= nanos;
        }
    }

    @Test
    void isNotKnownBeforeItWasLookedAtTwice() {
        Instance alone = start();
        alone.time.beat();

        assertThat(alone.time.known()).isFalse();
        assertThatExceptionOfType(TimeUnknownException.class).isThrownBy(alone.time::now);
    }

    @Test
    void goesOnWhereItStoppedWhenNobodyKeptIt() {
        Instance first = start();
        run(2 * SECOND);
        long stopped = first.time.now();
        instances.clear();
        store.pass(HOUR);
        store.jump(5 * HOUR);

        Instance second = start();
        run(SECOND);

        assertThat(second.time.now()).isBetween(stopped - 200 * MILLISECOND, stopped + SECOND + 50 * MILLISECOND);
    }

    @Test
    void whoStartsTakesTheTimeThatOthersKeep() {
        Instance first = start();
        run(2 * SECOND);
        Instance second = start();
        run(2 * SECOND);

        assertThat(second.time.now() - first.time.now()).isBetween(-APART, APART);
    }

    @ParameterizedTest
    @ValueSource(longs = {-HOUR, -300 * MILLISECOND, -20 * MILLISECOND, 20 * MILLISECOND, 300 * MILLISECOND, HOUR})
    void noJumpOfTheServersClockMovesIt(long jump) {
        Instance one = start();
        Instance two = start();
        run(2 * SECOND);
        long began = store.real();
        long before = one.time.now();

        store.jump(jump);
        run(5 * SECOND);

        assertThat(one.time.known()).isTrue();
        assertThat(two.time.known()).isTrue();
        long passed = store.real() - began;
        assertThat(one.time.now() - before - passed).isBetween(-APART, APART);
        assertThat(two.time.now() - one.time.now()).isBetween(-APART, APART);
    }

    @Test
    void whoLostTimeTakesTheOthers() {
        Instance one = start();
        Instance two = start();
        run(2 * SECOND);

        two.suspended(600 * SECOND);
        run(5 * SECOND);

        assertThat(two.time.known()).isTrue();
        assertThat(two.time.now() - one.time.now()).isBetween(-APART, APART);
    }

    /** Its starts in the meantime would otherwise come too close to those after it. */
    @Test
    void whoWasTakenForDeadTakesTheEarlierTime() {
        Instance stalled = start();
        run(2 * SECOND);
        long ahead = stalled.time.now() - store.real();
        instances.clear();
        Instance starting = start();
        run(SECOND);
        long behind = starting.time.now() - store.real();
        assertThat(behind).isLessThan(ahead - 300 * MILLISECOND);

        instances.add(stalled);
        run(2 * SECOND);

        assertThat(starting.time.now() - store.real()).isBetween(behind - APART, behind + APART);
        assertThat(stalled.time.now() - store.real()).isBetween(behind - APART, behind + APART);
    }

    @Test
    void whoLostTimeAloneOnlyGoesOnWithLess() {
        Instance alone = start();
        run(2 * SECOND);
        long before = alone.time.now() - store.real();

        alone.suspended(SECOND);
        assertThat(alone.time.confirms(alone.time.now(), alone.time.now() + SECOND))
                .isFalse();
        run(2 * SECOND);

        assertThat(alone.time.known()).isTrue();
        assertThat(alone.time.now() - store.real()).isLessThan(before);
    }

    @Test
    void isNotKnownAnyMoreWhenTheStoreIsLongAway() {
        Instance alone = start();
        run(2 * SECOND);

        store.pass(11 * SECOND);

        assertThat(alone.time.known()).isFalse();
        run(SECOND);
        assertThat(alone.time.known()).isTrue();
    }

    /** Ten minutes with jumps and restarts: no time ever runs differently from real time, and all tell nearly the same. */
    @RepeatedTest(20)
    void whateverHappensTheTimesThatAreToldAgree() {
        for (int i = 0; i < 4; i++) {
            start();
        }
        run(2 * SECOND);
        Map<Instance, Long> before = new HashMap<>();
        for (int step = 0; step < 300; step++) {
            happen();
            for (int turn = 0; turn < 20; turn++) {
                run(100 * MILLISECOND);
                before = agree(before);
            }
        }
        assertThat(instances).allMatch(instance -> instance.time.known());
    }

    /** Returns how far each is from real time, to be compared with the next. */
    private Map<Instance, Long> agree(Map<Instance, Long> before) {
        Map<Instance, Long> now = new HashMap<>();
        instances.stream()
                .filter(instance -> instance.time.known())
                .forEach(instance -> now.put(instance, instance.time.now() - store.real()));
        if (!now.isEmpty()) {
            assertThat(Collections.max(now.values()) - Collections.min(now.values()))
                    .isLessThan(APART);
        }
        now.forEach((instance, plus) -> assertThat(plus - before.getOrDefault(instance, plus))
                .as("gained against real time")
                .isBetween(-MILLISECOND / 4, MILLISECOND / 4));
        return now;
    }

    private void happen() {
        switch (random.nextInt(6)) {
            case 0 -> store.jump(random.nextLong(-HOUR, HOUR));
            case 1 -> store.jump(random.nextLong(-300 * MILLISECOND, 300 * MILLISECOND));
            case 2 -> store.jump(random.nextLong(-3 * MILLISECOND, 3 * MILLISECOND));
            case 3 -> {
                instances.remove(random.nextInt(instances.size() - 1));
                start();
            }
            default -> {}
        }
    }

    private Instance start() {
        Instance instance = new Instance();
        instances.add(instance);
        return instance;
    }

    /** Everybody beats ten times a second, in turns. */
    private void run(long nanos) {
        long until = store.real() + nanos;
        while (store.real() < until) {
            long next = store.real() + 100 * MILLISECOND;
            instances.forEach(instance -> instance.time.beat());
            store.pass(Math.max(0, next - store.real()));
        }
    }
}
