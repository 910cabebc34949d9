package dev.trunkledger.events.wire;

/**
 * Names of the Kafka topics; keys are credential ids.
 *
 * @param events every event, never compacted, kept for ever
 * @param state newest public state per credential, compacted; a tombstone follows a deletion
 */
public record Topics(String events, String state) {

    public static final String EVENTS = "sip-credential-events";
    public static final String STATE = "sip-credentials";

    /** The contract's names behind a prefix, for clusters that several installations share; empty for none. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix + EVENTS, prefix + STATE);
    }
}
