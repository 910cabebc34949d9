package dev.trunkledger.benchmark.pacing;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.Crowd;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.pacing.CallPacingApplication;
import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.StartRequest;
import dev.trunkledger.pacing.store.Gates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** How many decisions a second the store takes, beside the least that a decision of its own in SQL could do. */
final class Decisions {

    private static final int POOLS = 500;
    private static final int THREADS = 64;
    /** More connections than this are slower on 2 cores. */
    private static final int CONNECTIONS = 16;

    /** One gate, one row, one commit: less than a decision needs. */
    private static final String YARDSTICK =
            "update yardstick set last_start = greatest(last_start + 10000, ?) where id = ? returning last_start";

    private Decisions() {}

    static List<Figure> measure(Installation installation, Plan plan) throws Exception {
        List<Double> decisions = new ArrayList<>();
        List<Double> updates = new ArrayList<>();
        LongAdder refused = new LongAdder();
        try (ConfigurableApplicationContext pacing = startInThisProcess(installation);
                HikariDataSource database = yardstick(installation)) {
            Crowd.Worker decide = decide(pacing.getBean(Gates.class), refused);
            Crowd.Worker update = () -> update(database);
            Progress.tell("decisions, warming up");
            Crowd.perSecond(THREADS, plan.warmUp(), () -> decide);
            Crowd.perSecond(THREADS, plan.warmUp().dividedBy(4), () -> update);
            for (int round = 1; round <= plan.rounds(); round++) {
                Progress.tell("decisions, round " + round);
                decisions.add(Crowd.perSecond(THREADS, plan.round(), () -> decide));
                updates.add(Crowd.perSecond(THREADS, plan.round(), () -> update));
            }
        }
        if (refused.sum() > 0) {
            Progress.tell(refused.sum() + " decisions were refusals");
        }
        return List.of(
                Figure.perSecond(
                                "decisions of the store, own limit and pool each, %d pools, %d threads"
                                        .formatted(POOLS, THREADS),
                                decisions)
                        .atLeast(10_000),
                Figure.of(
                        "beside one single-row UPDATE and commit each, in the same round",
                        " times",
                        ratios(decisions, updates)));
    }

    private static ConfigurableApplicationContext startInThisProcess(Installation installation) {
        Map<String, String> settings = installation.pacingSettings();
        settings.put("TRUNKLEDGER_PORT", String.valueOf(LoopbackPort.free()));
        settings.put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(LoopbackPort.free()));
        return SpringApplication.run(
                CallPacingApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static List<Double> ratios(List<Double> decisions, List<Double> updates) {
        return IntStream.range(0, decisions.size())
                .mapToObj(round -> decisions.get(round) / updates.get(round))
                .toList();
    }

    /** An own gate and a pool's, as wide as the contract allows, so that every decision is a start to be stored. */
    private static Crowd.Worker decide(Gates gates, LongAdder refused) {
        List<StartRequest> requests = IntStream.range(0, POOLS)
                .mapToObj(pool -> new StartRequest(
                        List.of(
                                new Gate(GateKey.ofCredential(UUID.randomUUID()), 100_000),
                                new Gate(GateKey.ofPool("benchmark", "decisions-" + pool), 100_000)),
                        1,
                        Duration.ofSeconds(1)))
                .toList();
        return () -> {
            StartRequest request = requests.get(ThreadLocalRandom.current().nextInt(POOLS));
            if (gates.reserve(request) instanceof Reservation.Refused) {
                refused.increment();
            }
        };
    }

    private static void update(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(YARDSTICK)) {
            statement.setLong(1, System.nanoTime());
            statement.setInt(2, ThreadLocalRandom.current().nextInt(POOLS));
            try (ResultSet start = statement.executeQuery()) {
                start.next();
            }
        }
    }

    private static HikariDataSource yardstick(Installation installation) throws SQLException {
        HikariDataSource database = installation.superuser(CONNECTIONS);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table yardstick (id integer primary key, last_start bigint not null)"
                    + " with (fillfactor = 50)");
            statement.execute("insert into yardstick select i, 0 from generate_series(0, " + (POOLS - 1) + ") as i");
        }
        return database;
    }
}
