package dev.trunkledger.benchmark.writes;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a PUT gets slower with the number of versions. */
final class LongHistory {

    private static final int VERSIONS = 10_000;
    private static final int SAMPLES = 2_000;

    private final Side commandSide;
    private final Installation installation;
    private final Puts old;
    private final List<Puts> fresh = new ArrayList<>();

    private LongHistory(Installation installation, Side commandSide, Puts old) {
        this.installation = installation;
        this.commandSide = commandSide;
        this.old = old;
    }

    static LongHistory start(Installation installation, Side commandSide) throws IOException {
        return new LongHistory(installation, commandSide, Puts.onNewCredentials(1, installation, commandSide.port()));
    }

    List<Figure> measure(Plan plan) throws Exception {
        int versions = Math.max(10, VERSIONS / plan.size());
        int samples = Math.max(10, SAMPLES / plan.size());
        Progress.tell("PUT on a credential with " + versions + " versions");
        List<Samples> many = new ArrayList<>();
        List<Samples> one = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(commandSide.port())) {
            for (int version = 1; version < versions; version++) {
                old.one(connection);
            }
            for (int round = 0; round < plan.rounds(); round++) {
                Puts young = Puts.onNewCredentials(samples, installation, commandSide.port());
                fresh.add(young);
                Samples onMany = new Samples();
                Samples onOne = new Samples();
                for (int sample = 0; sample < samples; sample++) {
                    timed(connection, old, onMany);
                    timed(connection, young, onOne);
                }
                many.add(onMany);
                one.add(onOne);
            }
        }
        return List.of(Figure.of(
                        "PUT on a credential with %,d versions to PUT on a new one: p50".formatted(versions),
                        " times",
                        IntStream.range(0, many.size())
                                .mapToObj(round -> many.get(round).millis(0.5)
                                        / one.get(round).millis(0.5))
                                .toList())
                .atMost(1.05));
    }

    long acknowledged() {
        return old.acknowledged() + fresh.stream().mapToLong(Puts::acknowledged).sum();
    }

    private static void timed(HttpConnection connection, Puts puts, Samples samples) throws IOException {
        long start = System.nanoTime();
        puts.one(connection);
        samples.add(System.nanoTime() - start);
    }
}
