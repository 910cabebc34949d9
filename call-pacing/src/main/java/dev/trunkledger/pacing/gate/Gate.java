package dev.trunkledger.pacing.gate;

/** @param limit starts per second, 1 to 100000 */
public record Gate(GateKey key, int limit) {

    public Gate {
        if (limit < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }
}
