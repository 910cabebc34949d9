package dev.trunkledger.pacing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.StartRequest;
import dev.trunkledger.pacing.store.VirtualWorld.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Ten minutes at three times the load that is allowed on four instances, through restarts, jumps of the server's clock
 * in and between statements, and instances that stand still or lose time: no
 * second, wherever it begins, holds more starts than the limit, and nearly as many as it allows are granted.
 */
class TenMinutesIT {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long HOUR = 3_600 * SECOND;
    private static final long STEP = 20 * MILLISECOND;
    private static final int SECONDS = 600;

    private final long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Instance> instances = new ArrayList<>();
    private final Map<Gate, List<Long>> startsMs = new HashMap<>();
    private final Map<Instance, Long> stalledUntil = new IdentityHashMap<>();
    private long outage;

    /** Each start passes the trunk's own gate and its pool's, whose limit is the smallest of its trunks'. */
    private final List<List<Gate>> trunks = List.of(
            List.of(own(4), pool("slow", 2)),
            List.of(own(2), pool("slow", 2)),
            List.of(own(3), pool("middle", 3)),
            List.of(own(3), pool("middle", 3)),
            List.of(own(7), pool("fast", 7)),
            List.of(own(11), pool("fast", 7)),
            List.of(own(3)));

    @Test
    void noSecondHoldsMoreStartsThanTheLimit() throws SQLException {
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
        try (VirtualWorld world = new VirtualWorld()) {
            for (int i = 0; i < 4; i++) {
                instances.add(world.start(random.nextLong(HOUR)));
            }
            run(world);
        }
        startsMs.forEach(TenMinutesIT::eachSecondKeepsTo);
        startsMs.forEach((gate, starts) -> {
            double allowed = (double) gate.limit() * (SECONDS * SECOND - outage) / SECOND;
            if (trunks.stream().anyMatch(gates -> gates.getLast().equals(gate))) {
                assertThat((double) starts.size()).as("starts through %s", gate).isGreaterThan(0.95 * allowed);
            }
        });
    }

    private void run(VirtualWorld world) {
        for (long step = 0; step < SECONDS * SECOND / STEP; step++) {
            if (step % 5 == 0) {
                beat(step);
            }
            if (step % 250 == 249) {
                happen(world, step);
            }
            for (List<Gate> gates : trunks) {
                // Two trunks in a pool, so that together they want three times what it lets through.
                double wanted = 1.5 * gates.getLast().limit() * STEP / SECOND * (gates.size() == 1 ? 2 : 1);
                if (random.nextDouble() < wanted) {
                    call(world, gates);
                }
            }
            world.pass(STEP);
        }
    }

    private void beat(long step) {
        instances.stream()
                .filter(instance -> step >= stalledUntil.getOrDefault(instance, 0L))
                .forEach(instance -> instance.time().beat());
    }

    private void happen(VirtualWorld world, long step) {
        switch (random.nextInt(9)) {
            case 0 -> world.jump(random.nextLong(-HOUR, HOUR));
            case 1 -> world.jump(random.nextLong(-400 * MILLISECOND, 400 * MILLISECOND));
            case 2, 3 -> instances.set(random.nextInt(4), world.start(random.nextLong(HOUR)));
            case 4 -> {
                // All at once, and the clock jumps while nobody is there.
                world.jump(random.nextLong(-HOUR, HOUR));
                instances.replaceAll(_ -> world.start(random.nextLong(HOUR)));
                outage += 2 * SECOND;
            }
            case 5 -> world.leap(random.nextLong(-HOUR, HOUR));
            case 6 -> {
                // One no longer reports, but still decides, and the others begin anew: they take it for dead.
                stalledUntil.put(instances.getFirst(), step + 1 + random.nextInt(100));
                instances.replaceAll(
                        instance -> instance == instances.getFirst() ? instance : world.start(random.nextLong(HOUR)));
                outage += 4 * SECOND;
            }
            case 7 -> {
                instances.get(random.nextInt(4)).suspended(random.nextLong(2 * SECOND));
                outage += SECOND / 2;
            }
            default -> {}
        }
    }

    private void call(VirtualWorld world, List<Gate> gates) {
        Instance instance = instances.get(random.nextInt(4));
        int calls = random.nextInt(8) == 0 ? 2 : 1;
        Duration wait = Duration.ofMillis(random.nextInt(1_500));
        Reservation answer;
        try {
            answer = instance.gates().reserve(new StartRequest(gates, calls, wait));
        } catch (GatesUnavailableException e) {
            return; // just started, or in doubt: it says so, and grants nothing
        }
        if (answer instanceof Reservation.Granted(long delay, long spacing)) {
            for (int call = 0; call < calls; call++) {
                long start = world.real() / MILLISECOND + Math.ceilDiv(delay + call * spacing, MILLISECOND);
                gates.forEach(gate ->
                        startsMs.computeIfAbsent(gate, _ -> new ArrayList<>()).add(start));
            }
        }
    }

    /** One start more than the limit never lies within a second of the first. */
    private static void eachSecondKeepsTo(Gate gate, List<Long> unordered) {
        List<Long> starts = unordered.stream().sorted().toList();
        for (int i = gate.limit(); i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - gate.limit()))
                    .as("%s starts through %s from %s ms on", gate.limit() + 1, gate, starts.get(i - gate.limit()))
                    .isGreaterThanOrEqualTo(1_000);
        }
    }

    private static Gate own(int limit) {
        return new Gate(GateKey.ofCredential(UUID.randomUUID()), limit);
    }

    private static Gate pool(String key, int limit) {
        return new Gate(GateKey.ofPool("org", key), limit);
    }
}
