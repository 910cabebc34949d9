package dev.trunkledger.proof.history;

import java.util.UUID;

/**
 * The first thing that is wrong with a chain.
 *
 * @param number of the first bad event: a version, or the sequence of an access
 */
public record EventFault(UUID credentialId, ChainKind chain, long number, Fault fault) {

    @Override
    public String toString() {
        String event = switch (chain) {
            case HISTORY -> "version ";
            case ACCESS -> "access ";
        };
        return "credential " + credentialId + ", " + event + number + ": it " + fault.inWords();
    }
}
