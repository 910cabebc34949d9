package dev.trunkledger.query.projection;

import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a fold leaves to be stored.
 *
 * @param advanced the chains that moved, as they now end
 * @param entries one per applied event
 * @param checkpoints as they came, repeats included: to store one twice changes nothing
 * @param parked what could not be applied
 * @param repeats how many messages brought nothing new
 */
public record Folded(
        Map<Chain, Head> advanced,
        List<Entry> entries,
        List<SignedCheckpoint> checkpoints,
        Collection<Parked> parked,
        int repeats) {

    public static final Folded NOTHING = new Folded(Map.of(), List.of(), List.of(), List.of(), 0);

    /** Those that moved. */
    public List<Projected> credentials() {
        return heads(Projected.class);
    }

    public List<AccessHead> accesses() {
        return heads(AccessHead.class);
    }

    private <H extends Head> List<H> heads(Class<H> kind) {
        return advanced.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
