package dev.trunkledger.benchmark.reads;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.filling.Backlog;
import dev.trunkledger.benchmark.filling.Multiplied;
import dev.trunkledger.benchmark.load.Crowd;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.WarmUp;
import dev.trunkledger.benchmark.stage.Agreement;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The same questions at growing numbers of events of one organisation. The smallest number is of genuine events that came
 * from the event store through Kafka; the others are made of it in the database.
 */
public final class ReadsBenchmark {

    private static final int SEED = 100_000;
    /** With fewer there is not something to find for each question. */
    private static final int SMALLEST_SEED = 2_000;

    private static final List<Integer> TIMES = List.of(1, 10, 100);
    private static final int CLIENTS = 8;
    private static final double GOAL_MS = 10;
    private static final double GOAL_GROWTH = 3;

    private final Plan plan;
    private final Installation installation;
    private final JdbcTemplate database;
    private final Side querySide;
    private final int seed;
    /** By question, then by number of events. */
    private final Map<String, Map<Integer, List<Samples>>> answers = new LinkedHashMap<>();

    private ReadsBenchmark(Plan plan, Installation installation, JdbcTemplate database, Side querySide, int seed) {
        this.plan = plan;
        this.installation = installation;
        this.database = database;
        this.querySide = querySide;
        this.seed = seed;
    }

    public static List<Figure> measure(Plan plan) throws Exception {
        Installation installation = new Installation();
        int seed = Math.max(SMALLEST_SEED, SEED / plan.size());
        try (HikariDataSource superuser = installation.superuser(2)) {
            Progress.tell("writing %,d events and projecting them".formatted(seed));
            Backlog backlog;
            try (Side commandSide = installation.startCommandSide("-Xmx256m").awaitReady()) {
                backlog = Backlog.write(superuser, seed);
            }
            try (Side querySide = installation.startQuerySide("-Xmx256m")) {
                try (Side relaying = installation.startCommandSide("-Xmx256m").awaitReady()) {
                    Agreement agreement = new Agreement(installation, superuser);
                    querySide.awaitReady();
                    agreement.require(backlog.events());
                    agreement.requireVerified(
                            querySide,
                            backlog.sample().stream().map(UUID::toString).toList());
                }
                return new ReadsBenchmark(plan, installation, new JdbcTemplate(superuser), querySide, seed).measure();
            }
        }
    }

    private List<Figure> measure() throws Exception {
        Multiplied data = new Multiplied(database);
        for (int times : TIMES) {
            Progress.tell("%,d events".formatted(times * seed));
            data.upTo(times);
            List<Question> questions = new Questions(installation, database, querySide).all();
            Duration each = plan.round().dividedBy(4);
            WarmUp.untilAtRest("all questions", plan.warmUp(), slice -> ask(questions, slice, new Samples()));
            for (int round = 1; round <= plan.rounds(); round++) {
                Progress.tell("%,d events, round %d".formatted(times * seed, round));
                for (Question question : questions) {
                    Samples latency = new Samples();
                    ask(List.of(question), each, latency);
                    answers.computeIfAbsent(question.name(), unused -> new LinkedHashMap<>())
                            .computeIfAbsent(times, unused -> new ArrayList<>())
                            .add(latency);
                }
            }
        }
        return figures();
    }

    /** Returns answers per second. */
    private double ask(List<Question> questions, Duration duration, Samples all) throws Exception {
        List<Samples> parts = Collections.synchronizedList(new ArrayList<>());
        double rate = Crowd.perSecond(CLIENTS, duration, () -> {
            Samples latency = new Samples();
            parts.add(latency);
            HttpConnection connection = new HttpConnection(querySide.port());
            return new Crowd.Worker() {
                @Override
                public void turn() throws Exception {
                    ThreadLocalRandom random = ThreadLocalRandom.current();
                    List<byte[]> requests =
                            questions.get(random.nextInt(questions.size())).requests();
                    long start = System.nanoTime();
                    connection.exchange(requests.get(random.nextInt(requests.size())));
                    latency.add(System.nanoTime() - start);
                    connection.requireSuccess();
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        });
        all.addAll(Samples.of(parts));
        return rate;
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        answers.forEach((question, byTimes) -> {
            byTimes.forEach((times, rounds) ->
                    figures.add(Figure.latency("%s, %,d events: p99".formatted(question, times * seed), rounds, 0.99)
                            .atMost(GOAL_MS)));
            figures.add(Figure.of("%s: the most to the fewest".formatted(question), " times", growth(byTimes))
                    .atMost(GOAL_GROWTH));
        });
        return figures;
    }

    private static List<Double> growth(Map<Integer, List<Samples>> byTimes) {
        List<Samples> fewest = Objects.requireNonNull(byTimes.get(TIMES.getFirst()));
        List<Samples> most = Objects.requireNonNull(byTimes.get(TIMES.getLast()));
        List<Double> growth = new ArrayList<>();
        for (int round = 0; round < fewest.size(); round++) {
            growth.add(most.get(round).millis(0.99) / fewest.get(round).millis(0.99));
        }
        return growth;
    }
}
