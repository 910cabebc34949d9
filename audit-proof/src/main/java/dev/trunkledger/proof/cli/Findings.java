package dev.trunkledger.proof.cli;

import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.CheckpointChain;
import dev.trunkledger.proof.checkpoint.HeadProof;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.proof.history.CheckpointedHistory;
import dev.trunkledger.proof.history.History;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What came out, once everything was read. */
record Findings(CheckpointChain checkpoints, CheckpointedHistory checkpointed, long unreadable) {

    /** @return the exit status */
    int tell(Optional<UUID> credentialToProve, PrintStream out, PrintStream err) {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            faults.forEach(fault -> out.println("TAMPERED: " + fault));
            return VerifyAudit.TAMPERED;
        }
        if (unreadable > 0 || checkpointed.history().events() == 0) {
            err.println(unreadable > 0 ? "Not verified: " + unreadable + " unreadable" : "There are no events in it");
            return VerifyAudit.UNUSABLE;
        }
        tellWhatWasVerified(credentialToProve.isPresent() ? err : out);
        return credentialToProve.isPresent() ? prove(credentialToProve.get(), out, err) : VerifyAudit.VERIFIED;
    }

    private List<String> faults() {
        return Stream.of(checkpoints.faults(), checkpointed.history().faults(), checkpointed.faults())
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
    }

    private void tellWhatWasVerified(PrintStream to) {
        History history = checkpointed.history();
        to.printf("Verified: %,d events of %,d credentials.%n", history.events(), history.credentials());
        Map<String, List<SignedCheckpoint>> trusted = checkpoints.trusted();
        trusted.forEach((orgId, signed) -> {
            Checkpoint newest = signed.getLast().checkpoint();
            String checkpoints =
                    signed.size() == 1 ? "1 checkpoint agrees" : "%,d checkpoints agree".formatted(signed.size());
            to.printf("Organisation %s: %s, up to %s.%n", orgId, checkpoints, newest.time());
        });
        List<String> uncovered = history.organisations().stream()
                .filter(orgId -> !trusted.containsKey(orgId))
                .toList();
        if (!uncovered.isEmpty()) {
            to.println("Without a checkpoint, so that events cut off the end would not be noticed: "
                    + String.join(", ", uncovered));
        }
    }

    private int prove(UUID credentialId, PrintStream out, PrintStream err) {
        for (List<SignedCheckpoint> signed : checkpoints.trusted().values()) {
            Optional<HeadProof> proof = checkpointed.proof(signed.getLast(), credentialId);
            if (proof.isPresent()) {
                out.println(new String(proof.get().json(), StandardCharsets.UTF_8));
                return VerifyAudit.VERIFIED;
            }
        }
        err.println("No newest checkpoint covers credential " + credentialId);
        return VerifyAudit.UNUSABLE;
    }
}
