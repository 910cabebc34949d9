package dev.trunkledger.system.torture;

import dev.trunkledger.system.ServiceProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that goes wrong for a while.
 *
 * @param victim what it befalls: two faults of one victim do not go together
 */
record Fault(String name, String victim, Consumer<Stage> begin, Consumer<Stage> end) {

    /** All of them together less than tokens have left. */
    private static final int JUMP_AHEAD_S = 600;

    /** Less than what may pass until all is well again: Kafka's clients wait for the time that they knew already. */
    private static final int JUMP_BACK_S = 10;

    /** Why some are not among {@link #all}. */
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

    /** Each that this machine can make. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.addAll(ofSide("command side", stage -> stage.deployment().commandSide()));
        all.addAll(ofSide("query side", stage -> stage.deployment().querySide()));
        all.addAll(ofSide(
                "call pacing", stage -> stage.deployment().callPacingInstances().getLast()));
        all.addAll(ofDatabase());
        all.add(new Fault(
                "SIGKILL Kafka",
                "Kafka",
                stage -> stage.kafka().kill(),
                stage -> stage.kafka().launchAgain()));
        all.add(stopping("Kafka", stage -> List.of(stage.kafka().handle())));
        all.add(new Fault(
                "Kafka restored from a copy made before",
                "Kafka",
                stage -> stage.kafka().copyData(),
                stage -> stage.kafka().restoreData()));
        all.add(new Fault(
                "strange messages", "topics", stage -> stage.strangeMessages().publish(), _ -> {}));
        all.addAll(ofLocks());
        if (WrongClock.isPossible()) {
            all.addAll(ofClock("command side", Stage.COMMAND_SIDE));
            all.addAll(ofClock("query side", Stage.QUERY_SIDE));
            all.addAll(ofClock("call pacing", Stage.CALL_PACING));
        }
        if (Disk.isPossible()) {
            all.addAll(ofDisks());
        }
        all.addAll(ofLink("everybody to Kafka", Stage::toKafka));
        all.addAll(ofLink("command side to database", stage -> stage.toDatabase(Stage.COMMAND_SIDE)));
        all.addAll(ofLink("query side to database", stage -> stage.toDatabase(Stage.QUERY_SIDE)));
        all.addAll(ofLink("call pacing to database", stage -> stage.toDatabase(Stage.CALL_PACING)));
        all.addAll(ofLink("callers to command side", Stage::toCommandSide));
        all.addAll(ofLink("callers to query side", Stage::toQuerySide));
        return all;
    }

    private static List<Fault> ofSide(String victim, Function<Stage, ServiceProcess> side) {
        return List.of(
                new Fault(
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
                        "clock of %s %+d s".formatted(victim, seconds),
                        victim,
                        stage -> stage.clock(side).jump(seconds),
                        _ -> {}))
                .toList();
    }

    private static List<Fault> ofDatabase() {
        return List.of(
                new Fault(
                        "SIGKILL database",
                        "database",
                        stage -> stage.postgres().kill(),
                        stage -> stage.postgres().start()),
                new Fault(
                        "SIGKILL one of the database's backends",
                        "database",
                        stage -> aBackend(stage).destroyForcibly(),
                        _ -> {}),
                new Fault(
                        "SIGQUIT database",
                        "database",
                        stage -> stage.postgres().crash(),
                        stage -> stage.postgres().start()),
                stopping("database", stage -> stage.postgres().processes()));
    }

    /** The newest, which serves a side: those of the server itself were started first. */
    private static ProcessHandle aBackend(Stage stage) {
        return stage.postgres().processes().stream()
                .max((one, other) -> Long.compare(one.pid(), other.pid()))
                .orElseThrow();
    }

    /** Each of a side's connections soon waits for a table, and then whoever wants one. */
    private static List<Fault> ofLocks() {
        return Stream.of("ledger.event", "read_model.credential", "pacing.gate")
                .map(table -> {
                    TableLock lock = new TableLock(table);
                    return new Fault("lock of " + table, "database", lock::take, _ -> lock.release());
                })
                .toList();
    }

    private static List<Fault> ofDisks() {
        return List.of(
                new Fault(
                        "power cut of the database",
                        "database",
                        Fault::cutPowerOfDatabase,
                        stage -> stage.postgres().start()),
                new Fault(
                        "power cut of Kafka",
                        "Kafka",
                        Fault::cutPowerOfKafka,
                        stage -> stage.kafka().launchAgain()),
                new Fault(
                        "full disk of the database",
                        "database",
                        stage -> stage.postgresDisk().fill(),
                        stage -> {
                            stage.postgresDisk().free();
                            stage.postgres().start();
                        }),
                new Fault(
                        "full disk of Kafka",
                        "Kafka",
                        stage -> stage.kafkaDisk().fill(),
                        stage -> {
                            stage.kafkaDisk().free();
                            stage.kafka().kill();
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
                "SIGSTOP " + victim,
                victim,
                stage -> Signals.stop(processes.apply(stage)),
                stage -> Signals.goOn(processes.apply(stage)));
    }

    private static List<Fault> ofLink(String victim, Function<Stage, Link> link) {
        List<Fault> faults = new ArrayList<>();
        for (Link.Condition condition : Link.Condition.values()) {
            if (condition != Link.Condition.GOOD) {
                faults.add(new Fault(
                        condition + " " + victim,
                        victim,
                        stage -> link.apply(stage).become(condition),
                        stage -> link.apply(stage).become(Link.Condition.GOOD)));
            }
        }
        return faults;
    }
}
