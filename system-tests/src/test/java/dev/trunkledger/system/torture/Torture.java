package dev.trunkledger.system.torture;

import dev.trunkledger.system.Dialers;
import dev.trunkledger.system.torture.Recovery.NotRecoveredException;
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

    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_AT_ONCE = 3;
    private static final int LONGEST_BETWEEN_FAULTS_MS = 300;
    private static final int SHORTEST_MS = 300;
    private static final int LONGEST_MS = 3_000;

    private final Random random;
    private final Duration recoveryLimit;
    private final Report report;
    private final Deque<Fault> deck = new ArrayDeque<>();

    /** @param recoveryLimit how long after the last fault of a round something may still be wrong */
    Torture(long seed, Duration recoveryLimit, Report report) {
        this.random = new Random(seed);
        this.recoveryLimit = recoveryLimit;
        this.report = report;
    }

    /**
     * Faults in rounds.
     *
     * @param directory where its data and logs lie; empty
     */
    void run(Path directory, int faults) throws Exception {
        run(directory, (stage, recovery) -> {
            int begun = 0;
            while (begun < faults) {
                List<Fault> together = draw();
                begun += together.size();
                inflict(together, stage);
                report.round(together, recovery.await(recoveryLimit));
            }
        });
    }

    /** No Kafka for so long, then all that was written meanwhile has to go there, and from there into the read models. */
    void runWithoutKafka(Path directory, Duration length) throws Exception {
        run(directory, (stage, recovery) -> {
            Fault outage = new Fault("Kafka away for " + length.toMinutes() + " minutes", "Kafka", _ -> {}, _ -> {});
            report.begins(outage.name());
            stage.kafka().kill();
            Thread.sleep(length);
            stage.kafka().launchAgain();
            report.round(List.of(outage), recovery.await(DRAINED_WITHIN));
        });
    }

    /** What happens in a run, between its start and its judgement. */
    @FunctionalInterface
    private interface Course {
        void take(Stage stage, Recovery recovery) throws InterruptedException, NotRecoveredException;
    }

    private void run(Path directory, Course course) throws Exception {
        report.runStarts();
        try (Stage stage = Stage.set(directory);
                Writers writers = new Writers(stage, random)) {
            Dialers dialers = new Dialers(stage.deployment(), random, 1);
            writers.start(random);
            AtomicBoolean over = new AtomicBoolean();
            List<String> late = new ArrayList<>();
            dialers.dial(() -> !over.get(), () -> {
                try {
                    course.take(stage, new Recovery(stage, writers, dialers));
                } catch (NotRecoveredException e) {
                    late.add(e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    late.add("interrupted");
                } finally {
                    over.set(true);
                }
            });
            writers.close();
            report.violations("Everything is well again in time, by itself", late);
            new Judgement(stage, writers, dialers, report).pass();
        }
    }

    /** Every fault comes once before any comes again. */
    private List<Fault> draw() {
        int size = 1 + random.nextInt(MOST_AT_ONCE);
        List<Fault> together = new ArrayList<>();
        Set<String> victims = new HashSet<>();
        while (together.size() < size) {
            if (deck.isEmpty()) {
                List<Fault> shuffled = new ArrayList<>(Fault.all());
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

    private void inflict(List<Fault> faults, Stage stage) throws InterruptedException {
        report.begins(faults.stream().map(Fault::name).collect(Collectors.joining(" + ")));
        for (Fault fault : faults) {
            fault.begin().accept(stage);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN_FAULTS_MS));
        }
        TimeUnit.MILLISECONDS.sleep(SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS));
        for (Fault fault : faults) {
            fault.end().accept(stage);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN_FAULTS_MS));
        }
    }
}
