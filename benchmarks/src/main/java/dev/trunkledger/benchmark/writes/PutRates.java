package dev.trunkledger.benchmark.writes;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.WarmUp;
import dev.trunkledger.benchmark.stage.Agreement;
import dev.trunkledger.benchmark.stage.Pgbench;
import dev.trunkledger.benchmark.stage.ProcessorTime;
import dev.trunkledger.benchmark.stage.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many PUTs a second 32 connections get done, beside the disk alone and beside the baseline, in turn. */
final class PutRates {

    private static final int CONNECTIONS = 32;

    private final Puts puts;
    private final Puts baseline;
    private final Optional<Pgbench> pgbench;
    private final Side querySide;
    private final ProcessorTime processors;
    private final Agreement agreement;
    private final List<Double> whole = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();
    private final List<Double> inserts = new ArrayList<>();
    private final List<Samples> latencies = new ArrayList<>();
    private final Map<String, List<Double>> processorTime = new LinkedHashMap<>();

    PutRates(
            Puts puts,
            Puts baseline,
            Optional<Pgbench> pgbench,
            Side commandSide,
            Side querySide,
            Agreement agreement) {
        this.processors = new ProcessorTime(commandSide, querySide);
        this.puts = puts;
        this.baseline = baseline;
        this.pgbench = pgbench;
        this.querySide = querySide;
        this.agreement = agreement;
    }

    List<Figure> measure(Plan plan) throws Exception {
        Progress.tell("PUT, warming up");
        WarmUp.untilAtRest(
                "PUT", plan.warmUp(), slice -> puts.hammer(CONNECTIONS, slice).perSecond());
        WarmUp.untilAtRest(
                "PUT to the baseline",
                plan.warmUp(),
                slice -> baseline.hammer(CONNECTIONS, slice).perSecond());
        for (int round = 1; round <= plan.rounds(); round++) {
            Progress.tell("PUT, round " + round);
            yardstick(plan);
            agreement.awaitProjection();
            everythingRunning(plan);
            others.add(baseline.hammer(CONNECTIONS, plan.round()).perSecond());
            alone.add(withoutQuerySide(plan));
        }
        yardstick(plan);
        return figures();
    }

    /** The median of PUTs a second with everything running. */
    double peak() {
        return Figure.perSecond("", whole).median();
    }

    /** The projection's work for these writes counts as theirs, also what it still has to do when they are answered. */
    private void everythingRunning(Plan plan) throws Exception {
        long before = puts.acknowledged();
        processors.start();
        Puts.Throughput throughput = puts.hammer(CONNECTIONS, plan.round());
        agreement.awaitProjection();
        whole.add(throughput.perSecond());
        latencies.add(throughput.latency());
        processors
                .perPiece(puts.acknowledged() - before)
                .forEach((who, time) -> processorTime
                        .computeIfAbsent(who, unused -> new ArrayList<>())
                        .add(time));
    }

    private double withoutQuerySide(Plan plan) throws Exception {
        querySide.pause(true);
        try {
            return puts.hammer(CONNECTIONS, plan.round()).perSecond();
        } finally {
            querySide.pause(false);
            agreement.awaitProjection();
        }
    }

    private void yardstick(Plan plan) throws Exception {
        if (pgbench.isPresent()) {
            inserts.add(pgbench.get().perSecond(CONNECTIONS, plan.round()));
        }
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.perSecond("PUT with everything running, " + CONNECTIONS + " connections", whole));
        figures.add(Figure.latency("the same: p50", latencies, 0.5));
        figures.add(Figure.latency("the same: p99", latencies, 0.99).atMost(25));
        processorTime.forEach(
                (who, times) -> figures.add(Figure.of("processor time of one PUT: " + who, " ms", times)));
        figures.add(Figure.perSecond("PUT to Spring Data JPA with Envers, no token, no encryption, no bus", others));
        figures.add(Figure.of("PUT to that", " times", ratios(whole, others)).atLeast(2.5));
        if (!inserts.isEmpty()) {
            figures.add(
                    Figure.perSecond("L: pgbench, one INSERT of the event each, " + CONNECTIONS + " clients", inserts));
            figures.add(
                    Figure.of("PUT to L", " times", ratios(whole, aroundEach())).atLeast(0.45));
        }
        figures.add(Figure.perSecond("PUT with the query side stopped", alone));
        if (!inserts.isEmpty()) {
            figures.add(Figure.of("that to L", " times", ratios(alone, aroundEach()))
                    .atLeast(0.6));
        }
        return figures;
    }

    /** Of each round the mean of L before and after. */
    private List<Double> aroundEach() {
        return IntStream.range(0, whole.size())
                .mapToObj(round -> (inserts.get(round) + inserts.get(round + 1)) / 2)
                .toList();
    }

    private static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        return IntStream.range(0, ours.size())
                .mapToObj(round -> ours.get(round) / theirs.get(round))
                .toList();
    }
}
