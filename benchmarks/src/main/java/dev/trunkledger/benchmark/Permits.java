package dev.trunkledger.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** How long permits take over HTTP, alone, beside clients that hammer one pool, and beside such that hammer all. */
final class Permits {

    private static final int HAMMERING = 16;

    private final PacingProcess process;
    private final List<byte[]> pools;
    private final List<byte[]> hotPool;
    private final List<Double> hotRates = new ArrayList<>();
    private final List<Double> spreadRates = new ArrayList<>();
    private final List<Samples> lags = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final List<Double> unavailable = new ArrayList<>();

    /** @param pools requests, as those of the hot pool are */
    Permits(PacingProcess process, List<byte[]> pools, List<byte[]> hotPool) {
        this.process = process;
        this.pools = pools;
        this.hotPool = hotPool;
    }

    List<Figure> measure(Plan plan) throws Exception {
        List<Samples> alone = new ArrayList<>();
        List<Samples> besideHot = new ArrayList<>();
        List<Samples> besideSpread = new ArrayList<>();
        Progress.tell("permits, warming up");
        hammer(pools, plan.warmUp().dividedBy(2));
        steady(plan.warmUp().dividedBy(2));
        lags.clear();
        costs.clear();
        unavailable.clear();
        for (int round = 1; round <= plan.rounds(); round++) {
            Progress.tell("permits, round " + round);
            alone.add(steady(plan.round()));
            besideHot.add(beside(hotPool, plan.round(), hotRates));
            besideSpread.add(beside(pools, plan.round(), spreadRates));
        }
        String load =
                "permits over HTTP at %,d/s, %d connections".formatted(SteadyLoad.PER_SECOND, SteadyLoad.CONNECTIONS);
        return List.of(
                Figure.latency(load + ": p50 / p99 / p99.9", alone, "p99 ≤ 10 ms"),
                Figure.latency("  the same beside " + HAMMERING + " clients that hammer one pool", besideHot, ""),
                Figure.perSecond("    which get answers", hotRates, ""),
                Figure.latency("  the same beside " + HAMMERING + " clients that hammer all pools", besideSpread, ""),
                Figure.perSecond("    which get answers", spreadRates, ""),
                Figure.latency("  of which the load's own lag", lags, ""),
                Figure.of("  of which answered 503, in a hundred", unavailable, "%.1f", "", "0"),
                Figure.of("  processor time of call pacing per permit", costs, "%.2f", " ms", ""));
    }

    private Samples steady(Duration duration) throws Exception {
        Duration before = process.cpuTime();
        SteadyLoad load = SteadyLoad.run(process.port(), pools, duration);
        Duration used = process.cpuTime().minus(before);
        costs.add(used.toNanos() / 1e6 / load.latency().size());
        lags.add(load.lag());
        unavailable.add(100.0 * load.unavailable() / load.latency().size());
        return load.latency();
    }

    private Samples beside(List<byte[]> hammered, Duration duration, List<Double> rates) throws Exception {
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<Double> rate = background.submit(() -> hammer(hammered, duration.plusMillis(100)));
            Samples latency = SteadyLoad.run(process.port(), pools, duration).latency();
            rates.add(rate.get());
            return latency;
        }
    }

    private double hammer(List<byte[]> requests, Duration duration) throws Exception {
        return Crowd.perSecond(HAMMERING, duration, () -> new Hammer(new PermitConnection(process.port()), requests));
    }

    private record Hammer(PermitConnection connection, List<byte[]> requests) implements Crowd.Worker {

        @Override
        public void turn() throws Exception {
            SteadyLoad.isDecision(
                    connection.ask(requests.get(ThreadLocalRandom.current().nextInt(requests.size()))));
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
