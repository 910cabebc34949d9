package dev.trunkledger.benchmark.writes;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.SteadyLoad;
import dev.trunkledger.benchmark.stage.Agreement;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long after the answer to a PUT a GET shows it, the time of that GET included. */
public final class VisibilityBenchmark {

    private static final int CREDENTIALS = 2_000;
    private static final int CONNECTIONS = 32;
    private static final int PER_SECOND = 500;

    private final Installation installation;
    private final Side querySide;
    private final Puts puts;

    private VisibilityBenchmark(Installation installation, Side querySide, Puts puts) {
        this.installation = installation;
        this.querySide = querySide;
        this.puts = puts;
    }

    public static List<Figure> measure(Plan plan) throws Exception {
        Installation installation = new Installation();
        Progress.tell("starting command side and query side");
        try (Side commandSide = installation.startCommandSide().awaitReady();
                Side querySide = installation.startQuerySide().awaitReady();
                HikariDataSource database = installation.superuser(1)) {
            int credentials = Math.max(CONNECTIONS, CREDENTIALS / plan.size());
            Puts puts = Puts.onNewCredentials(credentials, installation, commandSide.port());
            VisibilityBenchmark benchmark = new VisibilityBenchmark(installation, querySide, puts);
            List<Figure> figures = benchmark.measureRounds(plan);
            new Agreement(installation, database).require(puts.acknowledged());
            return figures;
        }
    }

    private List<Figure> measureRounds(Plan plan) throws Exception {
        List<Samples> visible = new ArrayList<>();
        List<Samples> writes = new ArrayList<>();
        Progress.tell("visibility, warming up");
        puts.hammer(CONNECTIONS, plan.warmUp().dividedBy(2));
        round(plan.warmUp().dividedBy(2), new Samples());
        for (int round = 1; round <= plan.rounds(); round++) {
            Progress.tell("visibility, round " + round);
            Samples untilVisible = new Samples();
            writes.add(round(plan.round(), untilVisible));
            visible.add(untilVisible);
        }
        String name = "PUT's answer to the GET that shows it, at %d PUT/s: ".formatted(PER_SECOND);
        return List.of(
                Figure.latency(name + "p50", visible, 0.5).atMost(8),
                Figure.latency("the same: p99", visible, 0.99).atMost(40),
                Figure.latency("PUT and that GET together, from when it was due: p99", writes, 0.99));
    }

    /** Returns how long PUT and GET took together. */
    private Samples round(Duration duration, Samples untilVisible) throws Exception {
        Queue<Reader> all = new ConcurrentLinkedQueue<>();
        ThreadLocal<Reader> readers = ThreadLocal.withInitial(() -> {
            Reader reader = Reader.of(querySide);
            all.add(reader);
            return reader;
        });
        try {
            return SteadyLoad.run(
                            puts.port(),
                            CONNECTIONS,
                            PER_SECOND,
                            duration,
                            connection -> one(connection, readers.get()))
                    .latency();
        } finally {
            for (Reader reader : all) {
                untilVisible.addAll(reader.samples());
                reader.connection().close();
            }
        }
    }

    private int one(HttpConnection writing, Reader reader) throws IOException {
        int status = puts.one(writing);
        long answered = System.nanoTime();
        Puts.Written written = Puts.written(writing);
        reader.connection().exchange(get(written));
        reader.connection().requireSuccess();
        reader.samples().add(System.nanoTime() - answered);
        return status;
    }

    private byte[] get(Puts.Written written) {
        return HttpConnection.request(
                "GET",
                "/api/v1/sip-credentials/" + written.id() + "?minVersion=" + written.version(),
                installation.token() + "\r\nPrefer: wait=10",
                "");
    }

    /** What a thread that has written reads with. */
    private record Reader(HttpConnection connection, Samples samples) {

        static Reader of(Side querySide) {
            try {
                return new Reader(new HttpConnection(querySide.port()), new Samples());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
