package dev.trunkledger.benchmark.start;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the first 200 of its readiness, on tables that are there already. */
public final class StartBenchmark {

    private static final String WITHOUT_CACHE = "-XX:AOTMode=off";
    private static final String WITH_CACHE = "-XX:AOTMode=on"; // fails rather than do without

    private StartBenchmark() {}

    /** A side to be started. */
    @FunctionalInterface
    private interface Starter {
        Side start(String... options) throws Exception;
    }

    public static List<Figure> measure(Plan plan) throws Exception {
        Installation installation = new Installation();
        List<Figure> figures = new ArrayList<>();
        figures.addAll(measure("command side", installation::startCommandSide, plan));
        figures.addAll(measure("query side", installation::startQuerySide, plan));
        figures.addAll(measure("call pacing", installation::startCallPacing, plan));
        return figures;
    }

    private static List<Figure> measure(String side, Starter starter, Plan plan) throws Exception {
        Progress.tell("starting the " + side);
        seconds(starter, WITH_CACHE);
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            with.add(seconds(starter, WITH_CACHE));
            without.add(seconds(starter, WITHOUT_CACHE));
        }
        return List.of(
                Figure.of("start to ready: " + side, " s", with).atMost(4),
                Figure.of("the same without AOT cache", " s", without));
    }

    private static double seconds(Starter starter, String option) throws Exception {
        long start = System.nanoTime();
        try (Side side = starter.start(option)) {
            side.awaitReady();
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
