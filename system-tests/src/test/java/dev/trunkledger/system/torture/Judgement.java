package dev.trunkledger.system.torture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.Auditing;
import dev.trunkledger.system.Dialers;
import dev.trunkledger.system.ServiceProcess;
import dev.trunkledger.system.Spellings;
import dev.trunkledger.system.Starts;
import dev.trunkledger.system.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** After the last fault, with nobody writing any more: whether every promise was kept. */
final class Judgement {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stage stage;
    private final Writers writers;
    private final Readers readers;
    private final Dialers dialers;
    private final Report report;

    Judgement(Stage stage, Writers writers, Readers readers, Dialers dialers, Report report) {
        this.stage = stage;
        this.writers = writers;
        this.readers = readers;
        this.dialers = dialers;
        this.report = report;
    }

    void pass() throws SQLException {
        checkAnswers();
        Ledger ledger = Ledger.read(stage);
        Accesses accesses = Accesses.read(stage);
        report.events(ledger.entries().size());
        checkStore(ledger, accesses);
        checkMessages(ledger, accesses);
        checkReadModels(ledger, accesses, "");
        check("No second holds more starts than a limit", this::starts);
        check("Chains and checkpoints verify", this::proofs);
        check("The password is nowhere", this::leaks);
        buildAnew();
        check("All is projected, after it was built anew", settled(this::unprojected));
        checkReadModels(ledger, accesses, ", after they were built anew");
    }

    private void checkAnswers() {
        var operations = writers.operations();
        report.operations(operations.stream().collect(groupingBy(Operation::outcome, counting())));
        report.reads(readers.answers(), writers.reveals().shown());
        check("No caller gets an answer that makes no sense", writers::surprises);
        check("Readers see nothing that makes no sense", readers::surprises);
        check(
                "An Idempotency-Key settles what was not answered",
                () -> Invariants.keysSettleWhatIsUnknown(stage, operations, Ledger.read(stage)));
    }

    private void checkStore(Ledger ledger, Accesses accesses) {
        var operations = writers.operations();
        check(
                "What was acknowledged is there once, what was refused is not",
                () -> Invariants.answersAreKept(operations, ledger));
        check("Versions have no gap", () -> Invariants.versionsHaveNoGap(ledger));
        check("Races have one winner", () -> Invariants.racesHaveOneWinner(operations));
        check(
                "Who was shown a password is recorded once",
                () -> writers.reveals().complaints(accesses));
    }

    private void checkMessages(Ledger ledger, Accesses accesses) {
        check("All is projected", settled(this::unprojected));
        check("Kafka has every event and no other, in order of versions", () -> Messages.events(stage, ledger));
        check("Kafka has every access and no other, in order", settled(() -> Messages.accesses(stage, accesses)));
        check("Kafka's newest states are the events, folded", settled(() -> Messages.states(stage, ledger)));
    }

    private void checkReadModels(Ledger ledger, Accesses accesses, String when) {
        check("Strange messages are put aside, and no others" + when, settled(() -> Messages.parked(stage)));
        check(
                "The read models are the events, folded" + when,
                settled(() -> ReadModels.ofQuerySide(stage, ledger, accesses)));
        check(
                "Limits of call pacing are the events, folded" + when,
                settled(() -> ReadModels.ofCallPacing(stage, ledger)));
    }

    /** The read models from the first event on; limits are built at each start. */
    private void buildAnew() {
        check("Everything can be built anew", () -> {
            stage.deployment().querySide().restartWith("TRUNKLEDGER_PROJECTION_GENERATION", "2");
            for (ServiceProcess instance : stage.deployment().callPacingInstances()) {
                instance.restart();
            }
            return List.of();
        });
    }

    private void check(String promise, Callable<List<String>> check) {
        report.violations(promise, complaints(check));
    }

    /** What cannot be checked is told with the rest, so that the rest is told. */
    private static List<String> complaints(Callable<List<String>> check) {
        try {
            return check.call();
        } catch (Exception | AssertionError e) {
            return List.of("It could not be checked: " + e);
        }
    }

    private List<String> unprojected() throws SQLException {
        long lacking = Ledger.notProjected(stage, Ledger.end(stage));
        return lacking == 0 ? List.of() : List.of("at least " + lacking + " events are not projected");
    }

    /** What there is to complain about once the followers have read to the end. */
    private static Callable<List<String>> settled(Callable<List<String>> check) {
        return () -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            List<String> last = complaints(check);
            while (!last.isEmpty() && System.nanoTime() - end < 0) {
                last = complaints(check);
            }
            return last;
        };
    }

    private List<String> starts() {
        List<String> violations = new ArrayList<>(dialers.answers().faults());
        for (var gate : dialers.gates().entrySet()) {
            Starts starts = gate.getValue();
            int most = starts.mostInASecond();
            if (most > starts.limit()) {
                violations.add("%d starts of %d in a second at %s".formatted(most, starts.limit(), gate.getKey()));
            }
        }
        report.calls(dialers.answers().granted().get());
        return violations;
    }

    private List<String> proofs() throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        for (String organisation : Writers.ORGANISATIONS) {
            ApiClient judge = stage.judge(organisation);
            Answer made = judge.send("POST", "/api/v1/audit-checkpoints", null);
            // 200: nothing has happened since the one that was signed at its hour.
            if (made.status() != 201 && made.status() != 200) {
                violations.add("No checkpoint: " + made.status() + " " + made.body());
                continue;
            }
            Path files = Files.createTempDirectory(stage.directory(), "auditing-");
            Auditing auditing = new Auditing(stage.deployment(), judge, files);
            auditing.keepCheckpoints(List.of(made.json()));
            Verdict verdict = auditing.verifyExport();
            if (verdict.exitCode() != 0) {
                violations.add(organisation + ": " + verdict.output());
            }
        }
        return violations;
    }

    private List<String> leaks() throws SQLException, IOException {
        List<String> violations = new ArrayList<>();
        search("tables", stage.deployment().database().everyRow(), violations);
        search("logs", stage.deployment().logs(), violations);
        search("metrics", stage.deployment().metrics(), violations);
        search("answers", writers.everyAnswer(), violations);
        for (String topic : List.of(Topics.EVENTS, Topics.STATE, Topics.ACCESS, Topics.CHECKPOINTS)) {
            List<String> messages = new ArrayList<>();
            stage.deployment().topics().each(topic, message -> messages.add(text(message)));
            search(topic, messages, violations);
        }
        return violations;
    }

    private static void search(String place, List<String> texts, List<String> violations) {
        if (texts.isEmpty()) {
            violations.add("There was nothing to search in " + place);
        }
        for (String spelling : Spellings.of(Writers.PASSWORD)) {
            if (texts.stream().anyMatch(text -> text.contains(spelling))) {
                violations.add("The password, as " + spelling + ", is in " + place);
            }
        }
    }

    private static String text(ConsumerRecord<String, byte[]> message) {
        String headers = Arrays.stream(message.headers().toArray())
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .reduce("", String::concat);
        byte[] value = message.value();
        return headers + (value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
}
