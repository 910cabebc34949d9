package dev.trunkledger.benchmark.catchup;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.filling.Backlog;
import dev.trunkledger.benchmark.filling.Indexes;
import dev.trunkledger.benchmark.filling.Tally;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** A million events from the store to Kafka, from Kafka into read models, and once more beside live traffic. */
public final class CatchUpBenchmark {

    private static final int EVENTS = 1_000_000;

    private final Plan plan;
    private final Installation installation = new Installation();
    private final TopicContent content = new TopicContent(installation);
    private final List<Figure> figures = new ArrayList<>();

    private CatchUpBenchmark(Plan plan) throws Exception {
        this.plan = plan;
    }

    public static List<Figure> measure(Plan plan) throws Exception {
        CatchUpBenchmark benchmark = new CatchUpBenchmark(plan);
        try (TopicContent open = benchmark.content;
                HikariDataSource superuser = benchmark.installation.superuser(2)) {
            Backlog backlog = benchmark.backlog(superuser);
            JdbcTemplate database = new JdbcTemplate(superuser);
            benchmark.relay(database, backlog);
            benchmark.rebuild(database, backlog);
            benchmark.rebuildBesideTraffic(backlog);
        }
        return benchmark.figures;
    }

    private Backlog backlog(HikariDataSource superuser) throws Exception {
        Progress.tell("letting the command side make its tables");
        try (Side commandSide = installation.startCommandSide("-Xmx256m")) {
            commandSide.awaitReady();
        }
        Progress.tell("writing the backlog");
        Backlog backlog = Backlog.write(superuser, EVENTS / plan.size());
        Progress.tell("%,d events of %,d credentials".formatted(backlog.events(), backlog.credentials()));
        return backlog;
    }

    private void relay(JdbcTemplate database, Backlog backlog) throws Exception {
        RelayCatchUp catchUp = new RelayCatchUp(installation, database, content, backlog.events());
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            rounds.add(catchUp.perSecond());
        }
        figures.add(Figure.perSecond("relay: %,d events from the store to Kafka".formatted(backlog.events()), rounds)
                .atLeast(30_000));
    }

    private void rebuild(JdbcTemplate database, Backlog backlog) throws Exception {
        List<Double> rates = new ArrayList<>();
        List<Double> bareRates = new ArrayList<>();
        List<Double> deferredRates = new ArrayList<>();
        int generation = 1;
        for (int round = 0; round < plan.rounds(); round++) {
            rates.add(rebuild(database, backlog, generation++));
            Indexes indexes = Indexes.setAside(database);
            int aside = indexes.count();
            double bare = rebuild(database, backlog, generation++);
            double making = indexes.make();
            Progress.tell("made %d indexes in %.1f s".formatted(aside, making));
            bareRates.add(bare);
            deferredRates.add(backlog.events() / (backlog.events() / bare + making));
        }
        String what = "projection: read models of %,d events from Kafka".formatted(backlog.events());
        figures.add(Figure.perSecond(what, rates).atLeast(15_000));
        figures.add(Figure.perSecond("without the indexes of queries", bareRates));
        figures.add(Figure.perSecond("with these indexes made afterwards, their time included", deferredRates)
                .atLeast(15_000));
    }

    private double rebuild(JdbcTemplate database, Backlog backlog, int generation) throws Exception {
        Rebuild rebuild = new Rebuild(installation, database, generation);
        try (Side side = rebuild.start(Map.of())) {
            double rate = rebuild.perSecond(backlog.events());
            rebuild.requireComplete(side.awaitReady(), backlog);
            return rate;
        }
    }

    /** Read models beside those that serve, in a database and a consumer group of their own, until they can take over. */
    private void rebuildBesideTraffic(Backlog backlog) throws Exception {
        String url = installation.anotherDatabaseUrl();
        try (Side commandSide = installation.startCommandSide("-Xmx256m").awaitReady();
                Side serving = installation.startQuerySide("-Xmx256m").awaitReady();
                HikariDataSource superuser = installation.superuser(url, 2)) {
            LiveTraffic traffic = new LiveTraffic(installation, commandSide, serving, backlog.sample());
            tell(
                    "before",
                    traffic.during(() -> LockSupport.parkNanos(plan.warmUp().toNanos())));
            Rebuild rebuild = new Rebuild(installation, new JdbcTemplate(superuser), 1);
            try (Side next = rebuild.start(
                    Map.of("TRUNKLEDGER_DB_URL", url, "TRUNKLEDGER_PROJECTION_GROUP", "next-read-models"))) {
                List<Double> rates = new ArrayList<>();
                tell("during a rebuild", traffic.during(() -> rates.add(rebuild.perSecond(backlog.events()))));
                figures.add(Figure.perSecond("projection beside this traffic", rates));
                Backlog grown = backlog.and(traffic.written());
                rebuild.await(grown.events());
                rebuild.requireComplete(next.awaitReady(), grown);
            }
        }
    }

    private void tell(String when, LiveTraffic.Met met) {
        Progress.tell("%s: %,d reads, %d refused".formatted(when, met.reads().size(), met.refused()));
        Tally.requireEqual("Refused reads", 0, met.refused());
        String reads = "GET at %d/s %s".formatted(LiveTraffic.READS_PER_SECOND, when);
        figures.add(Figure.latency(reads + ": p50", List.of(met.reads()), 0.5));
        figures.add(Figure.latency(reads + ": p99", List.of(met.reads()), 0.99));
        String freshness = "PUT acknowledged → visible %s".formatted(when);
        figures.add(Figure.latency(freshness + ": p50", List.of(met.freshness()), 0.5));
        figures.add(Figure.latency(freshness + ": p99", List.of(met.freshness()), 0.99));
    }
}
