package dev.trunkledger.benchmark.pacing;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.Crowd;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.SteadyLoad;
import dev.trunkledger.benchmark.load.WarmUp;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** How long permits take over HTTP, alone, beside clients that hammer one pool, and beside such that hammer all. */
final class Permits {

    private static final int CONNECTIONS = 16;
    private static final int PER_SECOND = 2_000;
    private static final int HAMMERING = 16;

    private final Side callPacing;
    private final List<byte[]> pools;
    private final List<byte[]> hotPool;
    private final List<Double> hotRates = new ArrayList<>();
    private final List<Double> spreadRates = new ArrayList<>();
    private final List<Samples> lags = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final List<Double> unavailable = new ArrayList<>();

    /** @param pools requests, as those of the hot pool are */
    Permits(Side callPacing, List<byte[]> pools, List<byte[]> hotPool) {
        this.callPacing = callPacing;
        this.pools = pools;
        this.hotPool = hotPool;
    }

    List<Figure> measure(Plan plan) throws Exception {
        List<Samples> alone = new ArrayList<>();
        List<Samples> besideHot = new ArrayList<>();
        List<Samples> besideSpread = new ArrayList<>();
        Progress.tell("permits, warming up");
        WarmUp.untilAtRest("permits", plan.warmUp(), slice -> hammer(pools, slice));
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
        String load = "permits over HTTP at %,d/s, %d connections: ".formatted(PER_SECOND, CONNECTIONS);
        String hot = "the same beside %d clients that hammer one pool: ".formatted(HAMMERING);
        String spread = "the same beside %d clients that hammer all pools: ".formatted(HAMMERING);
        return List.of(
                Figure.latency(load + "p50", alone, 0.5),
                Figure.latency("the same: p99", alone, 0.99).atMost(10),
                Figure.latency("of which the load's own lag: p99", lags, 0.99),
                Figure.of("answered 503", " %", unavailable).atMost(0),
                Figure.of("processor time of call pacing per permit", " ms", costs),
                Figure.latency(hot + "p50", besideHot, 0.5),
                Figure.latency(hot + "p99", besideHot, 0.99),
                Figure.perSecond("answers to those who hammer it", hotRates),
                Figure.latency(spread + "p50", besideSpread, 0.5),
                Figure.latency(spread + "p99", besideSpread, 0.99),
                Figure.perSecond("answers to those who hammer them", spreadRates));
    }

    private Samples steady(Duration duration) throws Exception {
        Duration before = callPacing.cpuTime();
        SteadyLoad load = load(duration);
        Duration used = callPacing.cpuTime().minus(before);
        costs.add(used.toNanos() / 1e6 / load.latency().size());
        lags.add(load.lag());
        unavailable.add(100.0 * load.unavailable() / load.latency().size());
        return load.latency();
    }

    private SteadyLoad load(Duration duration) throws Exception {
        return SteadyLoad.run(
                callPacing.port(), CONNECTIONS, PER_SECOND, duration, connection -> ask(connection, pools));
    }

    private Samples beside(List<byte[]> hammered, Duration duration, List<Double> rates) throws Exception {
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<Double> rate = background.submit(() -> hammer(hammered, duration.plusMillis(100)));
            Samples latency = load(duration).latency();
            rates.add(rate.get());
            return latency;
        }
    }

    private double hammer(List<byte[]> requests, Duration duration) throws Exception {
        return Crowd.perSecond(HAMMERING, duration, () -> new Hammer(new HttpConnection(callPacing.port()), requests));
    }

    /** Anything but a permit, a refusal and an overload is a failure of the benchmark. */
    private static int ask(HttpConnection connection, List<byte[]> requests) throws IOException {
        int status =
                connection.exchange(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
        if (status != 429 && status != 503) {
            connection.requireSuccess();
        }
        return status;
    }

    private record Hammer(HttpConnection connection, List<byte[]> requests) implements Crowd.Worker {

        @Override
        public void turn() throws Exception {
            ask(connection, requests);
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
