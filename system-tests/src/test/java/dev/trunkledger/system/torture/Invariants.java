package dev.trunkledger.system.torture;

import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.torture.Ledger.Entry;
import dev.trunkledger.system.torture.Operation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What of the ledger must hold for everything that callers were told. Each method returns what does not. */
final class Invariants {

    /** Longer than the 7 s after which the command side gives a silent connection up: some may be left of the last fault. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PAUSE_MS = 1_000;

    private Invariants() {}

    /**
     * Asks again for each operation whose caller never knew, with the same key, and after a 503 once more, as that asks for:
     * what is in the ledger is answered as it was done. What is not is done now, of which {@link #answersAreKept} judges.
     *
     * @param before as it was before this is asked
     */
    static List<String> keysSettleWhatIsUnknown(Stage stage, Collection<Operation> operations, Ledger before)
            throws InterruptedException {
        List<String> violations = new ArrayList<>();
        Map<String, List<Entry>> there = before.byReason();
        Map<String, ApiClient> judges = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.outcome() == Outcome.UNKNOWN) {
                Answer answer = settle(operation, judges.computeIfAbsent(operation.organisation(), stage::judge));
                if (answer == null) {
                    violations.add(operation + " was not answered though all is ready");
                    continue;
                }
                boolean done = there.containsKey(operation.reason());
                boolean replayed = answer.header("Idempotency-Replayed").equals("true");
                if (operation.outcome() == Outcome.UNKNOWN
                        || done && !(operation.outcome() == Outcome.DONE && replayed)) {
                    violations.add("%s, %s in the ledger, was answered %d %s, replayed: %s"
                            .formatted(
                                    operation, done ? "already" : "not yet", answer.status(), answer.body(), replayed));
                }
            }
        }
        return violations;
    }

    /** Returns the last answer, null when nothing came back. */
    private static @Nullable Answer settle(Operation operation, ApiClient judge) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = operation.tryWith(judge);
        while (operation.outcome() == Outcome.UNKNOWN && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            answer = operation.tryWith(judge);
        }
        return answer;
    }

    /** What was answered 2xx is there once, with the version that was answered; what was answered 4xx is not there. */
    static List<String> answersAreKept(Collection<Operation> operations, Ledger ledger) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Entry>> there = ledger.byReason();
        Set<String> asked = new HashSet<>();
        for (Operation operation : operations) {
            asked.add(operation.reason());
            List<Entry> found = there.getOrDefault(operation.reason(), List.of());
            int expected = operation.outcome() == Outcome.DONE ? 1 : 0;
            if (found.size() != expected && !(found.isEmpty() && changedNothing(operation, ledger))) {
                violations.add(operation + " is in the ledger " + found.size() + " times: " + found);
            } else if (expected == 1
                    && operation.version() > 0
                    && found.size() == 1
                    && found.getFirst().version() != operation.version()) {
                violations.add(operation + " is in the ledger as " + found.getFirst());
            }
        }
        there.forEach((reason, entries) -> {
            if (!asked.contains(reason) && !isOfOthers(entries)) {
                violations.add("Nobody asked for " + entries);
            }
        });
        return violations;
    }

    /** Dialers made trunks of their own. */
    private static boolean isOfOthers(List<Entry> entries) {
        return !Writers.ORGANISATIONS.contains(
                entries.getFirst().event().envelope().orgId());
    }

    /** What is there already makes no version when it is restored, and what is erased none when it is erased again. */
    private static boolean changedNothing(Operation operation, Ledger ledger) {
        return operation.outcome() == Outcome.DONE
                && ledger.entries().stream()
                        .filter(entry -> entry.credential().equals(operation.credential()))
                        .anyMatch(entry -> operation.isRestoration() && entry.version() == operation.version()
                                || operation.isErasure() && entry.event() instanceof SecretsErased);
    }

    static List<String> versionsHaveNoGap(Ledger ledger) {
        List<String> violations = new ArrayList<>();
        ledger.byCredential().forEach((credential, entries) -> {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).version() != i + 1) {
                    violations.add(entries.get(i) + " stands where version " + (i + 1) + " should");
                    return;
                }
            }
        });
        return violations;
    }

    /** Of all that wanted to replace the same version, one did at most. */
    static List<String> racesHaveOneWinner(Collection<Operation> operations) {
        List<String> violations = new ArrayList<>();
        Map<String, Operation> winners = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.expectedVersion() != null && operation.outcome() == Outcome.DONE) {
                if (operation.version() != operation.expectedVersion() + 1) {
                    violations.add(operation + " did not replace the version that it named");
                }
                Operation other = winners.put(operation.credential() + " " + operation.expectedVersion(), operation);
                if (other != null) {
                    violations.add(operation + " and " + other + " both won");
                }
            }
        }
        return violations;
    }
}
