package dev.trunkledger.events.wire;

/**
 * Names of the Kafka topics.
 *
 * @param events every event, never compacted, kept for ever; key = credential id
 * @param state newest public state per credential, compacted; a tombstone follows a deletion and is kept; key =
 *     credential id
 * @param access every access to a secret, never compacted, kept for ever; key = credential id
 * @param checkpoints signed checkpoints of the audit trail, never compacted, kept for ever; key = organisation
 */
public record Topics(String events, String state, String access, String checkpoints) {

    public static final String EVENTS = "sip-credential-events";
    public static final String STATE = "sip-credentials";
    public static final String ACCESS = "sip-credential-access";
    public static final String CHECKPOINTS = "sip-credential-checkpoints";

    /** The contract's names behind a prefix, for clusters that several installations share; empty for none. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix + EVENTS, prefix + STATE, prefix + ACCESS, prefix + CHECKPOINTS);
    }
}
