package dev.trunkledger.benchmark.writes;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.stage.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a PUT takes when nobody else writes, and at half of the rate that is possible. */
final class PutLatency {

    private static final int CONNECTIONS = 32;

    private final Puts puts;
    private final Agreement agreement;

    PutLatency(Puts puts, Agreement agreement) {
        this.puts = puts;
        this.agreement = agreement;
    }

    List<Figure> measure(Plan plan, double peak) throws Exception {
        int half = (int) Math.max(1, peak / 2);
        List<Samples> single = new ArrayList<>();
        List<Samples> halfLoad = new ArrayList<>();
        Progress.tell("PUT latency, warming up");
        puts.hammer(1, plan.warmUp().dividedBy(4));
        for (int round = 1; round <= plan.rounds(); round++) {
            Progress.tell("PUT latency, round " + round);
            agreement.awaitProjection();
            single.add(puts.hammer(1, plan.round()).latency());
            agreement.awaitProjection();
            halfLoad.add(puts.steady(CONNECTIONS, half, plan.round()).latency());
        }
        String steady = String.format(Locale.ROOT, "PUT at half of that rate, %,d/s: ", half);
        return List.of(
                Figure.latency("PUT, 1 connection: p50", single, 0.5).atMost(1.5),
                Figure.latency("the same: p99", single, 0.99).atMost(6),
                Figure.latency(steady + "p50", halfLoad, 0.5),
                Figure.latency("the same: p99", halfLoad, 0.99).atMost(8));
    }
}
