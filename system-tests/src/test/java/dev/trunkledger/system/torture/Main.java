package dev.trunkledger.system.torture;

import dev.trunkledger.system.Deployment;
import dev.trunkledger.system.ServiceProcess;
import dev.trunkledger.system.torture.Fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What {@code ./run torture} starts. */
final class Main {

    private static final String USAGE = """
            Usage: ./run torture [--minutes N] [--seed SEED]
            Starts everything in processes of its own, kills, stops and cuts off each of them again and again while callers
            write, read and start calls, and then compares what is left with what was acknowledged.
              --minutes N  goes on for at least so long (default 40); a run of all faults takes about five. From 20 on it
                           begins with what lasts longer, ten minutes without Kafka among it; then SIGKILL, SIGSTOP and
                           power cuts come more often than the rest, and it goes on until there were 200 of the first
                           two together and 20 of the last
              --seed SEED  of an earlier report, for the same faults in the same order
              --help       shows this
            The report is also in system-tests/target/torture-report.md. Exit status: 0 when every promise was kept, 1 when
            one was broken (data and logs of that run are left there), 2 for a mistake in the arguments.
            """;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
    private static final long LONG_RUN_MINUTES = 20;
    private static final int TIMES_ALL_FAULTS = 2;
    private static final int SIGNALS_OF_A_LONG_RUN = 200;
    private static final int POWER_CUTS_OF_A_LONG_RUN = 20;

    private Main() {}

    public static void main(String[] args) throws Exception {
        long minutes = 40;
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
        System.exit(torture(seed, minutes) ? 0 : 1);
    }

    private static boolean torture(long seed, long minutes) throws IOException {
        Path target = Deployment.ROOT.resolve("system-tests/target");
        Report report = new Report(seed);
        System.out.println("Seed " + seed);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        boolean isLong = minutes >= LONG_RUN_MINUTES;
        List<Fault> faults = isLong ? Faults.ofALongRun() : Faults.eachOnce();
        Torture torture = new Torture(seed, RECOVERY_LIMIT, report, faults);
        if (isLong) {
            torture.run(target, new LongFaults(RECOVERY_LIMIT, report)::all);
        }
        System.setProperty(ServiceProcess.SHORT_LIVED, "true");
        boolean first = true;
        while (report.violations().isEmpty() && (first || System.nanoTime() - end < 0 || isLong && !isEnough(report))) {
            torture.run(target, TIMES_ALL_FAULTS * faults.size());
            Files.writeString(target.resolve("torture-report.md"), report.summary());
            first = false;
        }
        Files.writeString(target.resolve("torture-report.md"), report.summary());
        System.out.println();
        System.out.println(report.summary());
        return report.violations().isEmpty();
    }

    /** Where disks cannot be cut off, nobody waits for it. */
    private static boolean isEnough(Report report) {
        return report.count(Kind.SIGKILL, Kind.SIGSTOP) >= SIGNALS_OF_A_LONG_RUN
                && (!Disk.isPossible() || report.count(Kind.POWER_CUT) >= POWER_CUTS_OF_A_LONG_RUN);
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
