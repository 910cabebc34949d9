package dev.trunkledger.system.torture;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.torture.Accesses.Access;
import dev.trunkledger.system.torture.Operation.Outcome;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** Passwords that were asked for. Each time is one of its own, and none is tried again: no key makes two of them one. */
final class Reveals {

    private final Queue<Reveal> reveals = new ConcurrentLinkedQueue<>();

    private record Reveal(Writers.Trunk trunk, String reason, Outcome outcome) {}

    /**
     * @param caller whose answers are not kept: they hold passwords
     * @throws IllegalStateException on an answer that no caller should ever get
     */
    void reveal(ApiClient caller, Writers.Trunk trunk) {
        String reason = "reveal " + UUID.randomUUID();
        Outcome outcome = Outcome.UNKNOWN;
        try {
            Answer answer = caller.post(
                    "/api/v1/sip-credentials/" + trunk.id() + "/reveals", "{\"reason\":\"" + reason + "\"}");
            caller.everyAnswer().clear();
            outcome = understand(answer, trunk);
        } catch (UncheckedIOException e) {
            // It may have been recorded, and its answer lost.
        } finally {
            reveals.add(new Reveal(trunk, reason, outcome));
        }
    }

    private static Outcome understand(Answer answer, Writers.Trunk trunk) {
        return switch (answer.status()) {
            case 200 -> {
                JsonNode shown = answer.json();
                if (!shown.get("id").stringValue().equals(trunk.id().toString())
                        || !shown.get("orgId").stringValue().equals(trunk.organisation())
                        || !shown.get("authPassword").stringValue().equals(Writers.PASSWORD)) {
                    throw new IllegalStateException("Who asked for the password of " + trunk.id() + " got another one");
                }
                yield Outcome.DONE;
            }
            case 404, 409, 410, 422 -> Outcome.REFUSED;
            case 503 -> Outcome.UNKNOWN;
            default -> throw new IllegalStateException("A reveal was answered " + answer.status());
        };
    }

    /** What was shown is recorded once, what was refused is not, and nothing else is. */
    List<String> complaints(Accesses accesses) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Access>> there = accesses.byReason();
        Set<String> asked = new HashSet<>();
        for (Reveal reveal : reveals) {
            asked.add(reveal.reason());
            List<Access> found = there.getOrDefault(reveal.reason(), List.of());
            boolean right = switch (reveal.outcome()) {
                case DONE -> found.size() == 1;
                case REFUSED -> found.isEmpty();
                case UNKNOWN -> found.size() <= 1;
            };
            if (!right) {
                violations.add(reveal + " is recorded " + found.size() + " times: " + found);
            }
        }
        there.forEach((reason, found) -> {
            if (!asked.contains(reason)) {
                violations.add("Nobody asked for " + found);
            }
        });
        accesses.byCredential().values().forEach(of -> {
            if (of.getLast().sequence() != of.size()) {
                violations.add("There are " + of.size() + " up to " + of.getLast());
            }
        });
        return violations;
    }

    /** How many were shown. */
    long shown() {
        return reveals.stream()
                .filter(reveal -> reveal.outcome() == Outcome.DONE)
                .count();
    }
}
