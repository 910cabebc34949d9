package dev.trunkledger.events.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * The seal of an event: SHA-256 over its canonical JSON (RFC 8785) without the member {@code hash}, in lower-case hex.
 * As each event holds the hash of the one before it, the newest seals all of a credential's history.
 */
public final class EventHash {

    static final String MEMBER = "hash";

    private EventHash() {}

    /**
     * The hash that the event should carry, whether or not it carries one.
     *
     * @throws IllegalArgumentException on a value without a canonical form, see {@link CanonicalJson}
     */
    public static String of(ObjectNode event) {
        return of(CanonicalJson.bytesWithout(MEMBER, event));
    }

    static String of(byte[] canonicalJson) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonicalJson));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether the event carries the hash of its content; content without a canonical form was never sealed. */
    static boolean isIntact(ObjectNode event) {
        try {
            return of(event).equals(JsonReading.optionalText(event, MEMBER));
        } catch (IllegalArgumentException | UnreadableEventException e) {
            return false;
        }
    }
}
