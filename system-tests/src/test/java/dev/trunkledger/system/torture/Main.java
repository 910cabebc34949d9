package dev.trunkledger.system.torture;

import dev.trunkledger.system.Deployment;
import dev.trunkledger.system.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/** What {@code ./run torture} starts. */
final class Main {

    private static final String USAGE = """
            Usage: ./run torture [--minutes N] [--seed SEED]
            Starts everything in processes of its own, kills, stops and cuts off each of them again and again while callers
            write and start calls, and then compares what is left with what was acknowledged.
              --minutes N  goes on for at least so long (default 30); a run of all faults takes about five. From 20 on
                           it begins with ten minutes without Kafka
              --seed SEED  of an earlier report, for the same faults in the same order
              --help       shows this
            The report is also in system-tests/target/torture-report.md. Exit status: 0 when every promise was kept, 1 when
            one was broken (data and logs of that run are left there), 2 for a mistake in the arguments.
            """;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
    private static final Duration ENOUGH_FOR_AN_OUTAGE = Duration.ofMinutes(20);
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final int TIMES_ALL_FAULTS = 2;

    private Main() {}

    public static void main(String[] args) throws Exception {
        long minutes = 30;
        long seed = System.nanoTime();
        try {
            Iterator<String> words = Arrays.asList(args).iterator();
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--minutes" -> minutes = number(word, words);
                    case "--seed" -> seed = number(word, words);
                    case "--help", "-h" -> end(0, USAGE);
                    default -> throw new IllegalArgumentException("Unknown option " + word);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; --help tells those there are.");
            System.exit(2);
        }
        System.exit(torture(seed, Duration.ofMinutes(minutes)) ? 0 : 1);
    }

    private static boolean torture(long seed, Duration duration) throws Exception {
        Path target = Deployment.ROOT.resolve("system-tests/target");
        Report report = new Report(seed);
        System.out.println("Seed " + seed);
        long end = System.nanoTime() + duration.toNanos();
        Torture torture = new Torture(seed, RECOVERY_LIMIT, report);
        if (duration.compareTo(ENOUGH_FOR_AN_OUTAGE) >= 0) {
            torture.runWithoutKafka(Files.createTempDirectory(target, "torture-"), OUTAGE);
        }
        System.setProperty(ServiceProcess.SHORT_LIVED, "true");
        while (report.violations().isEmpty() && (report.runs() == 0 || System.nanoTime() - end < 0)) {
            torture.run(
                    Files.createTempDirectory(target, "torture-"),
                    TIMES_ALL_FAULTS * Fault.all().size());
            Files.writeString(target.resolve("torture-report.md"), report.summary());
        }
        System.out.println();
        System.out.println(report.summary());
        return report.violations().isEmpty();
    }

    private static long number(String option, Iterator<String> words) {
        String word = words.hasNext() ? words.next() : "";
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " wants a whole number, not \"" + word + "\"", e);
        }
    }

    private static void end(int status, String text) {
        System.out.print(text);
        System.exit(status);
    }
}
