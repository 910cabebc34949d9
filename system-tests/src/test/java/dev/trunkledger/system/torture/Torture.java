package dev.trunkledger.system.torture;

import dev.trunkledger.system.Dialers;
import dev.trunkledger.system.torture.Recovery.NotRecoveredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * One run: a deployment of its own, callers, and round after round of faults, each round until all is well again; at the
 * end {@link Judgement}.
 */
final class Torture {

    /** More would leave processes that start no processor; PacingSystemTest wants three times as many. */
    private static final int TIMES_THE_LIMIT = 1;

    /** Of a writer: leaves two slow processors time to catch up. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Leaves them time in which three sides can start at once. */
    private static final Duration PAUSE_BESIDE_STARTS = Duration.ofMillis(500);

    private static final int MOST_AT_ONCE = 3;
    private static final int LONGEST_BETWEEN_FAULTS_MS = 300;
    private static final int SHORTEST_MS = 300;
    private static final int LONGEST_MS = 3_000;

    private final Random random;
    private final Duration recoveryLimit;
    private final Report report;
    private final List<Fault> faults;
    private final Deque<Fault> deck = new ArrayDeque<>();

    /**
     * @param recoveryLimit how long after the last fault of a round something may still be wrong
     * @param faults all that come before any comes again, in an order by chance
     */
    Torture(long seed, Duration recoveryLimit, Report report, List<Fault> faults) {
        this.random = new Random(seed);
        this.recoveryLimit = recoveryLimit;
        this.report = report;
        this.faults = faults;
    }

    /** What happens in a run, between its start and its judgement. */
    @FunctionalInterface
    interface Course {
        void take(Stage stage, Writers writers, Recovery recovery) throws Exception;
    }

    /**
     * Faults in rounds.
     *
     * @param parent where the run makes a directory for its data and logs, which stays when a promise is broken
     */
    void run(Path parent, int faults) throws IOException {
        run(parent, PAUSE_BESIDE_STARTS, (stage, writers, recovery) -> {
            int begun = 0;
            while (begun < faults) {
                List<Fault> together = draw();
                begun += together.size();
                inflict(together, stage);
                report.round(together, recovery.await(recoveryLimit));
            }
        });
    }

    void run(Path parent, Course course) throws IOException {
        run(parent, PAUSE, course);
    }

    private void run(Path parent, Duration pauseOfWriters, Course course) throws IOException {
        Path directory = Files.createTempDirectory(parent, "torture-");
        report.runStarts();
        try {
            runIn(directory, pauseOfWriters, course);
        } catch (Exception | AssertionError e) {
            report.violations("Every run comes to its end", List.of(String.valueOf(e)));
        }
        if (report.violations().isEmpty()) {
            Directories.delete(directory);
        }
    }

    private void runIn(Path directory, Duration pauseOfWriters, Course course) throws Exception {
        try (Stage stage = Stage.set(directory);
                Writers writers = new Writers(stage, random, pauseOfWriters);
                Readers readers = new Readers(stage, writers)) {
            Dialers dialers = new Dialers(stage.deployment(), random, Dialers.NARROW_TRUNKS, TIMES_THE_LIMIT);
            writers.start(random);
            readers.start(random);
            AtomicBoolean over = new AtomicBoolean();
            List<String> late = new ArrayList<>();
            dialers.dial(() -> !over.get(), () -> {
                try {
                    course.take(stage, writers, new Recovery(stage, writers, dialers));
                } catch (NotRecoveredException e) {
                    late.add(e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    late.add("interrupted");
                } catch (Exception e) {
                    late.add(e.toString());
                } finally {
                    over.set(true);
                }
            });
            writers.close();
            readers.close();
            report.violations("Everything is well again in time, by itself", late);
            new Judgement(stage, writers, readers, dialers, report).pass();
        }
    }

    /** Every fault comes as often as it is there before any comes again. */
    private List<Fault> draw() {
        int size = 1 + random.nextInt(MOST_AT_ONCE);
        List<Fault> together = new ArrayList<>();
        Set<String> victims = new HashSet<>();
        while (together.size() < size) {
            if (deck.isEmpty()) {
                List<Fault> shuffled = new ArrayList<>(faults);
                Collections.shuffle(shuffled, random);
                deck.addAll(shuffled);
            }
            if (!victims.add(deck.peek().victim())) {
                break;
            }
            together.add(deck.poll());
        }
        return together;
    }

    private void inflict(List<Fault> together, Stage stage) throws InterruptedException {
        report.begins(together.stream().map(Fault::name).collect(Collectors.joining(" + ")));
        boolean ofDatabase = together.stream().anyMatch(fault -> fault.victim().equals(Faults.DATABASE));
        if (ofDatabase) {
            stage.databaseTrouble().begin();
        }
        for (Fault fault : together) {
            fault.begin().accept(stage);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN_FAULTS_MS));
        }
        TimeUnit.MILLISECONDS.sleep(SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS));
        for (Fault fault : together) {
            fault.end().accept(stage);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN_FAULTS_MS));
        }
        if (ofDatabase) {
            stage.databaseTrouble().end();
        }
    }
}
