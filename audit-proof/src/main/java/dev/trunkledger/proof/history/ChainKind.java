package dev.trunkledger.proof.history;

/** The two chains of a credential: each has its own numbers and hashes. */
public enum ChainKind {
    HISTORY("version"),
    ACCESS("sequence");

    private static final String ACCESS_TYPES = "SecretRevealed.";

    private final String numberMember;

    ChainKind(String numberMember) {
        this.numberMember = numberMember;
    }

    /** The member of an event that tells its place in the chain, counted from 1. */
    String numberMember() {
        return numberMember;
    }

    static ChainKind of(String eventType) {
        return eventType.startsWith(ACCESS_TYPES) ? ACCESS : HISTORY;
    }
}
