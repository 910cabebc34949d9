package dev.trunkledger.pacing.gate;

import java.time.Duration;
import java.util.List;

/**
 * Starts that are wanted, all or none.
 *
 * @param gates one or two, each of which every start passes
 * @param calls how many, at least one
 * @param maxWait how long the last of them may have to wait
 */
public record StartRequest(List<Gate> gates, int calls, Duration maxWait) {

    public StartRequest {
        gates = List.copyOf(gates);
        if (gates.isEmpty() || gates.size() > 2 || calls < 1 || maxWait.isNegative()) {
            throw new IllegalArgumentException("One or two gates, one call or more, and a wait of 0 or more");
        }
    }
}
