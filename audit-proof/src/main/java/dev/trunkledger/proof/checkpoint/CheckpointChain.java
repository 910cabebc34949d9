package dev.trunkledger.proof.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checkpoints of any organisations, each checked by its signature and against the one before it. They may come in any
 * order, and more than once.
 */
public final class CheckpointChain {

    private final CheckpointKeys keys;
    private final boolean selection;
    private final SortedMap<String, SortedMap<Long, SignedCheckpoint>> trusted = new TreeMap<>();
    private final List<CheckpointFault> faults = new ArrayList<>();

    /** @param selection whether not all of them are at hand, so that a gap is no fault */
    public CheckpointChain(CheckpointKeys keys, boolean selection) {
        this.keys = keys;
        this.selection = selection;
    }

    public void accept(SignedCheckpoint signed) {
        if (!keys.know(signed)) {
            fault(signed, "it names a key that is not among those given");
        } else if (!keys.verify(signed)) {
            fault(signed, "it does not bear the signature of its key: it was edited or forged");
        } else {
            SignedCheckpoint other =
                    ofOrganisation(signed).putIfAbsent(signed.checkpoint().sequence(), signed);
            if (other != null && !other.hash().equals(signed.hash())) {
                fault(signed, "two different checkpoints have this number: the history was forked");
            }
        }
    }

    /** Those that bear their key's signature, in order, by organisation. */
    public Map<String, List<SignedCheckpoint>> trusted() {
        SortedMap<String, List<SignedCheckpoint>> lists = new TreeMap<>();
        trusted.forEach((orgId, bySequence) -> lists.put(orgId, List.copyOf(bySequence.values())));
        return lists;
    }

    /** What is wrong with those that came so far. */
    public List<CheckpointFault> faults() {
        List<CheckpointFault> all = new ArrayList<>(faults);
        trusted.values().forEach(bySequence -> addFaultsBetween(List.copyOf(bySequence.values()), all));
        return all;
    }

    private void addFaultsBetween(List<SignedCheckpoint> inOrder, List<CheckpointFault> all) {
        Checkpoint first = inOrder.getFirst().checkpoint();
        if (first.sequence() > 1 && !selection) {
            all.add(new CheckpointFault(
                    first.orgId(), 1, "it is missing: the first one at hand is " + first.sequence()));
        }
        for (int i = 1; i < inOrder.size(); i++) {
            SignedCheckpoint before = inOrder.get(i - 1);
            Checkpoint next = inOrder.get(i).checkpoint();
            long expected = before.checkpoint().sequence() + 1;
            if (next.sequence() == expected && !before.hash().equals(next.previousCheckpointHash())) {
                all.add(new CheckpointFault(next.orgId(), expected, "it does not continue the one before it"));
            } else if (next.sequence() > expected && !selection) {
                all.add(new CheckpointFault(next.orgId(), expected, "it is missing"));
            } else if (next.time().isBefore(before.checkpoint().time())) {
                all.add(new CheckpointFault(next.orgId(), next.sequence(), "it is older than the one before it"));
            }
        }
    }

    private SortedMap<Long, SignedCheckpoint> ofOrganisation(SignedCheckpoint signed) {
        return trusted.computeIfAbsent(signed.checkpoint().orgId(), orgId -> new TreeMap<>());
    }

    private void fault(SignedCheckpoint signed, String reason) {
        Checkpoint checkpoint = signed.checkpoint();
        faults.add(new CheckpointFault(checkpoint.orgId(), checkpoint.sequence(), reason));
    }
}
