package dev.trunkledger.system.torture;

import dev.trunkledger.system.torture.Fault.Kind;
import java.time.Duration;
import java.util.List;

/** What lasts longer than a round of a usual run: each by itself, and long enough that clients give up by themselves. */
final class LongFaults {

    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);
    /** Longer than the 60 s after which Axon takes a gap in the order of events for one that nobody will fill. */
    private static final Duration PAUSE = Duration.ofSeconds(65);
    /** Longer than a silent connection is waited for: 7 s and, for the relay, 17 s on the command side, 15 s on the query side. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private final Duration recoveryLimit;
    private final Report report;

    LongFaults(Duration recoveryLimit, Report report) {
        this.recoveryLimit = recoveryLimit;
        this.report = report;
    }

    void all(Stage stage, Writers writers, Recovery recovery) throws Exception {
        silence(stage, recovery);
        pauseAWriter(stage, writers, recovery);
        takeKafkaAway(stage, recovery);
    }

    /** All that was written meanwhile has to go to Kafka then, and from there into the read models. */
    private void takeKafkaAway(Stage stage, Recovery recovery) throws Exception {
        Fault outage = named(Kind.OUTAGE, "Kafka away for " + OUTAGE.toMinutes() + " minutes");
        report.begins(outage.name());
        stage.kafka().kill();
        Thread.sleep(OUTAGE);
        stage.kafka().launchAgain();
        report.round(List.of(outage), recovery.await(DRAINED_WITHIN));
    }

    private void pauseAWriter(Stage stage, Writers writers, Recovery recovery) throws Exception {
        Fault pause =
                named(Kind.PAUSED_WRITER, "a transaction stopped for " + PAUSE.toSeconds() + " s after its insert");
        report.begins(pause.name());
        PausedWriter paused = PausedWriter.stop(stage);
        long begun = System.nanoTime();
        Thread.sleep(PAUSE);
        if (!paused.isAmidItsTransaction()) {
            throw new IllegalStateException("What was stopped is no transaction any more");
        }
        if (writers.lastStartOfSuccess() - begun < 0) {
            throw new IllegalStateException("Nobody else could write meanwhile");
        }
        paused.goOn();
        report.round(List.of(pause), recovery.await(recoveryLimit));
    }

    private void silence(Stage stage, Recovery recovery) throws Exception {
        List<Fault> silent = LinkFaults.stalledToDatabase();
        silent.forEach(fault -> report.begins(fault.name() + " for " + SILENCE.toSeconds() + " s"));
        silent.forEach(fault -> fault.begin().accept(stage));
        Thread.sleep(SILENCE);
        silent.forEach(fault -> fault.end().accept(stage));
        report.round(silent, recovery.await(recoveryLimit));
    }

    private static Fault named(Kind kind, String name) {
        return new Fault(kind, name, "", _ -> {}, _ -> {});
    }
}
