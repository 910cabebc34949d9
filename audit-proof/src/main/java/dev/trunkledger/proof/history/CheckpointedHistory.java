package dev.trunkledger.proof.history;

import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.CheckpointFault;
import dev.trunkledger.proof.checkpoint.CredentialHead;
import dev.trunkledger.proof.checkpoint.CredentialHeads;
import dev.trunkledger.proof.checkpoint.HeadProof;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Compares a history with what was signed of it: a chain alone does not show that its end was cut off or replaced. */
public final class CheckpointedHistory {

    private static final int NAMED_AT_MOST = 10;

    private final Map<String, List<SignedCheckpoint>> checkpoints;
    private final History history;

    /** @param checkpoints trusted ones in order, by organisation, see {@code CheckpointChain} */
    public CheckpointedHistory(Map<String, List<SignedCheckpoint>> checkpoints) {
        this.checkpoints = Map.copyOf(checkpoints);
        Map<String, Collection<Instant>> times = new HashMap<>();
        checkpoints.forEach((orgId, signed) -> times.put(
                orgId, signed.stream().map(one -> one.checkpoint().time()).toList()));
        this.history = new History(times);
    }

    /** To be filled with the events, which should reach beyond the newest checkpoint. */
    public History history() {
        return history;
    }

    /** The first checkpoint of each organisation that the history does not agree with. */
    public List<CheckpointFault> faults() {
        return checkpoints.keySet().stream()
                .sorted()
                .flatMap(orgId -> firstFault(checkpoints.getOrDefault(orgId, List.of())).stream())
                .toList();
    }

    /** That the checkpoint covers this credential's history; empty when the credential was not there yet. */
    public Optional<HeadProof> proof(SignedCheckpoint signed, UUID credentialId) {
        Checkpoint checkpoint = signed.checkpoint();
        return history.headsAt(checkpoint.orgId(), checkpoint.time()).proof(credentialId, signed);
    }

    private Optional<CheckpointFault> firstFault(List<SignedCheckpoint> inOrder) {
        CredentialHeads heads = CredentialHeads.of(List.of());
        String root = heads.tree().root();
        for (SignedCheckpoint signed : inOrder) {
            Checkpoint checkpoint = signed.checkpoint();
            CredentialHeads then = history.headsAt(checkpoint.orgId(), checkpoint.time());
            // An organisation that rests has the same tree at many checkpoints.
            root = then.equals(heads) ? root : then.tree().root();
            heads = then;
            if (!root.equals(checkpoint.rootHash())
                    || heads.size() != checkpoint.treeSize()
                    || heads.chains() != checkpoint.heads()) {
                return Optional.of(fault(signed, heads));
            }
        }
        return Optional.empty();
    }

    private static CheckpointFault fault(SignedCheckpoint signed, CredentialHeads found) {
        Checkpoint checkpoint = signed.checkpoint();
        String reason = "the history up to " + checkpoint.time()
                + " is not the one that was signed: events were cut off, replaced or added (" + checkpoint.treeSize()
                + " credentials with " + checkpoint.heads() + " chains were signed, " + found.size() + " with "
                + found.chains() + " were found)";
        return new CheckpointFault(
                checkpoint.orgId(),
                checkpoint.sequence(),
                reason
                        + signed.leaves()
                                .filter(leaves -> leaves.tree().root().equals(checkpoint.rootHash()))
                                .map(leaves -> differences(leaves, found))
                                .orElse(""));
    }

    private static String differences(CredentialHeads signed, CredentialHeads found) {
        Set<CredentialHead> onlyOneHas = new HashSet<>(signed.inOrder());
        found.inOrder().stream()
                .filter(head -> !onlyOneHas.remove(head))
                .toList()
                .forEach(onlyOneHas::add);
        Stream<String> names = onlyOneHas.stream()
                .map(head -> head.credentialId().toString())
                .distinct()
                .sorted();
        return "; concerned: " + String.join(", ", names.limit(NAMED_AT_MOST).toList());
    }
}
