package dev.trunkledger.system.torture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.Auditing;
import dev.trunkledger.system.Dialers;
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
import org.awaitility.Awaitility;

/** After the last fault, with nobody writing any more: whether every promise was kept. */
final class Judgement {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stage stage;
    private final Writers writers;
    private final Dialers dialers;
    private final Report report;

    Judgement(Stage stage, Writers writers, Dialers dialers, Report report) {
        this.stage = stage;
        this.writers = writers;
        this.dialers = dialers;
        this.report = report;
    }

    void pass() throws Exception {
        var operations = writers.operations();
        report.operations(operations.stream().collect(groupingBy(Operation::outcome, counting())));
        report.violations("No caller gets an answer that makes no sense", writers.surprises());
        report.violations(
                "An Idempotency-Key settles what was not answered",
                Invariants.keysSettleWhatIsUnknown(stage, operations, Ledger.read(stage)));
        Ledger ledger = Ledger.read(stage);
        report.events(ledger.entries().size());
        report.violations(
                "What was acknowledged is there once, what was refused is not",
                Invariants.answersAreKept(operations, ledger));
        report.violations("Versions have no gap", Invariants.versionsHaveNoGap(ledger));
        report.violations("Races have one winner", Invariants.racesHaveOneWinner(operations));
        awaitProjection();
        report.violations("Kafka has every event, in order of versions", Invariants.kafkaHasAll(stage, ledger));
        report.violations(
                "Strange messages are put aside, and no others", Invariants.onlyStrangeMessagesAreParked(stage));
        report.violations("The read models are the events, folded", ReadModels.ofQuerySide(stage, ledger));
        report.violations("Call pacing knows the limits", settled(() -> ReadModels.ofCallPacing(stage, ledger)));
        report.violations("No second holds more starts than a limit", starts());
        report.violations("Chains and checkpoints verify", proofs());
        report.violations("The password is nowhere", leaks());
        stage.deployment().querySide().restartWith("TRUNKLEDGER_PROJECTION_GENERATION", "2");
        awaitProjection();
        report.violations(
                "The read models are the events, folded, after they were built anew",
                ReadModels.ofQuerySide(stage, ledger));
    }

    private void awaitProjection() {
        Awaitility.await("all is projected")
                .atMost(PATIENCE)
                .until(() -> Ledger.notProjected(stage, Ledger.end(stage)) == 0);
    }

    /** What there is to complain about once the followers have read to the end. */
    private static List<String> settled(Callable<List<String>> complaints) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> last = complaints.call();
        while (!last.isEmpty() && System.nanoTime() - end < 0) {
            last = complaints.call();
        }
        return last;
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
            if (made.status() != 201) {
                violations.add("No checkpoint: " + made.status() + " " + made.body());
                continue;
            }
            Path files = Files.createTempDirectory("auditing-");
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
        for (String topic : List.of("sip-credential-events", "sip-credentials", "sip-credential-checkpoints")) {
            List<String> messages = stage.deployment().topics().all(topic).stream()
                    .map(Judgement::text)
                    .toList();
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
