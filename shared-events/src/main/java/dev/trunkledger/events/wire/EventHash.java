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

    /** The hash that the event should carry, whether or not it carries one. */
    public static String of(ObjectNode event) {
        ObjectNode unsealed = event;
        if (event.has(MEMBER)) {
            unsealed = event.deepCopy();
            unsealed.remove(MEMBER);
        }
        return HexFormat.of().formatHex(sha256(CanonicalJson.bytes(unsealed)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
