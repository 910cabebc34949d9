package dev.trunkledger.pacing.limits;

import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.GateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the calls of one credential.
 *
 * @param own starts per second of this credential alone; null for no limit
 * @param pool the pool that it shares; null for none
 */
public record Limits(
        UUID id, @Nullable Integer own, @Nullable Pool pool) {

    /** Starts per second that the credential can get at most; null when nothing limits it. */
    public @Nullable Integer effective() {
        @Nullable Integer shared = pool == null ? null : pool.limit();
        if (own == null || shared == null) {
            return own == null ? shared : own;
        }
        return Math.min(own, shared);
    }

    /** Those that a start has to pass, none when nothing limits it. */
    public List<Gate> gates() {
        List<Gate> gates = new ArrayList<>(2);
        if (own != null) {
            gates.add(new Gate(GateKey.ofCredential(id), own));
        }
        @Nullable Integer shared = pool == null ? null : pool.limit();
        if (pool != null && shared != null) {
            gates.add(new Gate(pool.gate(), shared));
        }
        return gates;
    }
}
