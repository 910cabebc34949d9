package dev.trunkledger.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The hashes of RFC 9162, section 2.1.1: their prefixes keep a leaf from passing for a node. */
final class Sha256 {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Sha256() {}

    static byte[] ofNothing() {
        return digest().digest();
    }

    static byte[] ofLeaf(byte[] entry) {
        MessageDigest digest = digest();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    static byte[] ofNode(byte[] left, byte[] right) {
        MessageDigest digest = digest();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }

    static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }

    /** @throws IllegalArgumentException when it is not 64 lower-case hex digits */
    static void check(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A hash is not 64 lower-case hex digits");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
