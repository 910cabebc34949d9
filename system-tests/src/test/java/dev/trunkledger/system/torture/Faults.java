package dev.trunkledger.system.torture;

import dev.trunkledger.system.ServiceProcess;
import dev.trunkledger.system.torture.Fault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that this machine can make go wrong. */
final class Faults {

    /** As a victim: what it had not flushed may be lost. */
    static final String DATABASE = "database";

    /** All of them together less than tokens have left. */
    private static final int JUMP_AHEAD_S = 600;

    /** Less than what may pass until all is well again: Kafka's clients wait for the time that they knew already. */
    private static final int JUMP_BACK_S = 10;

    private Faults() {}

    /** Why some are not among {@link #eachOnce}. */
    static List<String> impossible() {
        List<String> reasons = new ArrayList<>();
        if (!WrongClock.isPossible()) {
            reasons.add(WrongClock.MISSING);
        }
        if (!Disk.isPossible()) {
            reasons.add(Disk.MISSING);
        }
        return reasons;
    }

    /** A new list. */
    static List<Fault> eachOnce() {
        List<Fault> all = new ArrayList<>();
        all.addAll(ofSide("command side", stage -> stage.deployment().commandSide()));
        all.addAll(ofSide("query side", stage -> stage.deployment().querySide()));
        all.addAll(ofSide(
                "call pacing", stage -> stage.deployment().callPacingInstances().getLast()));
        all.addAll(ofDatabase());
        all.addAll(ofKafka());
        all.add(new Fault(
                Kind.STRANGE_MESSAGES,
                "strange messages",
                "topics",
                stage -> stage.strangeMessages().publish(),
                _ -> {}));
        all.addAll(ofLocks());
        if (WrongClock.isPossible()) {
            all.addAll(ofClock("command side", Stage.COMMAND_SIDE));
            all.addAll(ofClock("query side", Stage.QUERY_SIDE));
            all.addAll(ofClock("call pacing", Stage.CALL_PACING));
        }
        if (Disk.isPossible()) {
            all.addAll(ofDisks());
        }
        all.addAll(LinkFaults.eachOnce());
        return all;
    }

    /** Each, and those that matter most several times. */
    static List<Fault> ofALongRun() {
        List<Fault> all = new ArrayList<>();
        for (Fault fault : eachOnce()) {
            all.addAll(Collections.nCopies(fault.kind().timesInALongRun(), fault));
        }
        return all;
    }

    private static List<Fault> ofSide(String victim, Function<Stage, ServiceProcess> side) {
        return List.of(
                new Fault(
                        Kind.SIGKILL,
                        "SIGKILL " + victim,
                        victim,
                        stage -> side.apply(stage).kill(),
                        stage -> side.apply(stage).launchAgain()),
                stopping(victim, stage -> List.of(side.apply(stage).process().toHandle())));
    }

    /** It stays where it jumped to. */
    private static List<Fault> ofClock(String victim, String side) {
        return Stream.of(JUMP_AHEAD_S, -JUMP_BACK_S)
                .map(seconds -> new Fault(
                        Kind.CLOCK,
                        "clock of %s %+d s".formatted(victim, seconds),
                        victim,
                        stage -> stage.clock(side).jump(seconds),
                        _ -> {}))
                .toList();
    }

    private static List<Fault> ofDatabase() {
        return List.of(
                new Fault(
                        Kind.SIGKILL,
                        "SIGKILL database",
                        DATABASE,
                        stage -> stage.postgres().kill(),
                        stage -> stage.postgres().start()),
                new Fault(
                        Kind.SIGKILL,
                        "SIGKILL one of the database's backends",
                        DATABASE,
                        stage -> aBackend(stage).destroyForcibly(),
                        _ -> {}),
                new Fault(
                        Kind.SIGQUIT,
                        "SIGQUIT database",
                        DATABASE,
                        stage -> stage.postgres().crash(),
                        stage -> stage.postgres().start()),
                stopping(DATABASE, stage -> stage.postgres().processes()));
    }

    private static List<Fault> ofKafka() {
        return List.of(
                new Fault(
                        Kind.SIGKILL,
                        "SIGKILL Kafka",
                        "Kafka",
                        stage -> stage.kafka().kill(),
                        stage -> stage.kafka().launchAgain()),
                stopping("Kafka", stage -> List.of(stage.kafka().handle())),
                new Fault(
                        Kind.OLD_COPY,
                        "Kafka restored from a copy made before",
                        "Kafka",
                        stage -> stage.kafka().copyData(),
                        stage -> stage.kafka().restoreData()));
    }

    /** The newest of those that the first one started, which serves a side: those of the server itself came before. */
    private static ProcessHandle aBackend(Stage stage) {
        List<ProcessHandle> processes = stage.postgres().processes();
        Set<Long> pids = processes.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
        return processes.stream()
                .filter(process -> process.parent()
                        .map(parent -> pids.contains(parent.pid()))
                        .orElse(false))
                .max(Comparator.comparing(
                        process -> process.info().startInstant().orElse(Instant.EPOCH)))
                .orElseThrow();
    }

    /** Each of a side's connections soon waits for a table, and then whoever wants one. */
    private static List<Fault> ofLocks() {
        return Stream.of("ledger.event", "read_model.credential", "pacing.gate")
                .map(table -> {
                    TableLock lock = new TableLock(table);
                    return new Fault(Kind.LOCK, "lock of " + table, DATABASE, lock::take, _ -> lock.release());
                })
                .toList();
    }

    private static List<Fault> ofDisks() {
        return List.of(
                new Fault(
                        Kind.POWER_CUT,
                        "power cut of the database",
                        DATABASE,
                        Faults::cutPowerOfDatabase,
                        stage -> stage.postgres().start()),
                new Fault(
                        Kind.POWER_CUT,
                        "power cut of Kafka",
                        "Kafka",
                        Faults::cutPowerOfKafka,
                        stage -> stage.kafka().launchAgain()),
                new Fault(
                        Kind.FULL_DISK,
                        "full disk of the database",
                        DATABASE,
                        stage -> stage.postgresDisk().fill(),
                        stage -> {
                            stage.postgresDisk().free();
                            stage.postgres().start();
                        }),
                new Fault(
                        Kind.FULL_DISK,
                        "full disk of Kafka",
                        "Kafka",
                        stage -> stage.kafkaDisk().fill(),
                        stage -> {
                            stage.kafkaDisk().free();
                            stage.kafka().launchAgain();
                        }));
    }

    private static void cutPowerOfDatabase(Stage stage) {
        stage.postgresDisk()
                .cutPower(
                        () -> Signals.stop(stage.postgres().processes()),
                        () -> stage.postgres().killAll());
    }

    private static void cutPowerOfKafka(Stage stage) {
        stage.kafkaDisk()
                .cutPower(
                        () -> Signals.stop(List.of(stage.kafka().handle())),
                        () -> stage.kafka().kill());
    }

    private static Fault stopping(String victim, Function<Stage, Collection<ProcessHandle>> processes) {
        return new Fault(
                Kind.SIGSTOP,
                "SIGSTOP " + victim,
                victim,
                stage -> Signals.stop(processes.apply(stage)),
                stage -> Signals.goOn(processes.apply(stage)));
    }
}
