package dev.trunkledger.benchmark;

import dev.trunkledger.benchmark.stage.Profiling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Collectors;

/** Starts benchmarks: tables of figures go to standard output, progress to standard error. */
public final class Main {

    private static final Path RESULTS = Path.of("target", "results");

    private static final String USAGE = """
            Usage: ./run bench [PART]... [OPTION]...
            Measures the figures of the README, all parts or those that are named:
            %s
            Each starts what it needs on this machine, a PostgreSQL (fsync on) and a Kafka among it, with data below
            benchmarks/target, and leaves nothing behind but the results there, as JSON. Nothing else should run meanwhile.
              --rounds N         alternating rounds of each kind (default 5)
              --seconds N        how long a round takes (default 10)
              --warm-up SECONDS  how long each part runs before it counts (default 40)
              --smaller N        has N times less data where a part fills much (default 1)
              --profile          leaves a JFR recording of each side beside the results; costs a few percent
              --help             shows this
            """.formatted(Arrays.stream(Part.values())
            .map(part -> "  %-17s  %s".formatted(part.label(), part.about()))
            .collect(Collectors.joining("\n")));

    private Main() {}

    public static void main(String[] args) {
        // One for the broker and for call pacing where they run in this process: errors alone, to standard error.
        System.setProperty("logback.configurationFile", "benchmark-logback.xml");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().reset(); // Tomcat's
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(USAGE);
            return 0;
        }
        Plan plan;
        try {
            plan = Plan.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; --help tells what there is.");
            return 2;
        }
        boolean complete = true;
        for (Part part : plan.parts()) {
            complete &= measure(part, plan);
        }
        return complete ? 0 : 1;
    }

    /** Returns whether it could be measured; a goal that is missed is a result like others. */
    private static boolean measure(Part part, Plan plan) {
        try {
            Progress.tell(part.label() + ": " + part.about());
            if (plan.profile()) {
                Profiling.into(RESULTS);
            }
            Result result =
                    new Result(part.label(), Machine.facts(), part.benchmark().measure(plan));
            System.out.println(result.table());
            Progress.tell("written to " + result.writeTo(RESULTS).toAbsolutePath());
            return true;
        } catch (Exception e) {
            System.err.println(part.label() + " failed:");
            e.printStackTrace();
            return false;
        }
    }
}
