package dev.trunkledger.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/** Starts a benchmark: figures go to standard output, progress to standard error. */
public final class Main {

    private static final String USAGE = """
            Usage: ./run benchmark pacing [--rounds N] [--seconds N] [--warm-up SECONDS]
            Measures call pacing: decisions a second, permits over HTTP, a hot pool, and changes of limits.
            It starts a PostgreSQL (fsync on), a Kafka and call pacing on this machine, with their data below
            benchmarks/target, and leaves nothing behind. Nothing else should run meanwhile.
              --rounds N         alternating rounds of each kind (default 5)
              --seconds N        how long a round takes (default 10)
              --warm-up SECONDS  how long each part runs before it counts (default 40)
              --help             shows this
            """;

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
        try {
            print(PacingBenchmark.measure(plan));
            return 0;
        } catch (Exception e) {
            System.err.println("Failed: " + e);
            return 1;
        }
    }

    private static void print(List<Figure> figures) {
        String line = "%-66s %-28s %s%n";
        System.out.printf(Locale.ROOT, line, "figure", "measured", "goal");
        figures.forEach(figure -> System.out
                .printf(Locale.ROOT, line, figure.name(), figure.measured(), figure.goal())
                .flush());
    }
}
