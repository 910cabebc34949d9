package dev.trunkledger.benchmark.writes;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.stage.Agreement;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Pgbench;
import dev.trunkledger.benchmark.stage.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All figures of PUT; at the end every write that was acknowledged has to be everywhere once. */
public final class WritesBenchmark {

    private static final int CREDENTIALS = 2_000;
    private static final int FEWEST = 64;
    private static final int VERIFIED = 20;

    private WritesBenchmark() {}

    public static List<Figure> measure(Plan plan) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Installation installation = new Installation();
        Progress.tell("starting command side, query side and the baseline");
        try (Side commandSide = installation.startCommandSide().awaitReady();
                Side querySide = installation.startQuerySide().awaitReady();
                Side baseline = installation.startBaseline().awaitServing();
                HikariDataSource database = installation.superuser(2)) {
            Optional<Pgbench> pgbench = Pgbench.find(installation);
            if (pgbench.isEmpty()) {
                Progress.tell("pgbench is not installed (Debian: apt-get install postgresql): no ratio to it");
            }
            Agreement agreement = new Agreement(installation, database);
            int credentials = Math.max(FEWEST, CREDENTIALS / plan.size());
            Puts puts = Puts.onNewCredentials(credentials, installation, commandSide.port());
            Puts others = Puts.onNewCredentials(credentials, installation, baseline.port());
            PutRates rates = new PutRates(puts, others, pgbench, commandSide, querySide, agreement);
            figures.addAll(rates.measure(plan));
            figures.addAll(memory(commandSide, querySide));
            figures.addAll(new PutLatency(puts, agreement).measure(plan, rates.peak()));
            LongHistory longHistory = LongHistory.start(installation, commandSide);
            figures.addAll(longHistory.measure(plan));
            Progress.tell("comparing counts");
            agreement.require(puts.acknowledged() + longHistory.acknowledged());
            agreement.requireVerified(querySide, puts.ids().subList(0, VERIFIED));
        }
        return figures;
    }

    private static List<Figure> memory(Side commandSide, Side querySide) throws Exception {
        double mebibyte = 1 << 20;
        return List.of(
                Figure.of(
                                "memory of the command side after it (resident)",
                                " MiB",
                                List.of(commandSide.residentBytes() / mebibyte))
                        .atMost(384),
                Figure.of("the same of the query side", " MiB", List.of(querySide.residentBytes() / mebibyte))
                        .atMost(384));
    }
}
