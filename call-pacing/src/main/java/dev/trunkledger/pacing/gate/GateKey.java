package dev.trunkledger.pacing.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names a gate in 128 bits, so that its row stays small and tells nothing of a customer. */
public record GateKey(UUID id) implements Comparable<GateKey> {

    /** The gate of one credential. */
    public static GateKey ofCredential(UUID credentialId) {
        return of("credential", credentialId.toString());
    }

    /** The gate of all credentials of the organisation that share the key. */
    public static GateKey ofPool(String orgId, String cpsKey) {
        return of("pool", orgId, cpsKey);
    }

    /** A UUID of version 8 (RFC 9562, section 5.8) from SHA-256 over the parts, each behind its length. */
    private static GateKey of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & ~0xf000L | 0x8000L;
        long low = hash.getLong() & ~(3L << 62) | 1L << 63;
        return new GateKey(new UUID(high, low));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** As PostgreSQL orders uuid, so that all lock rows in one order. */
    @Override
    public int compareTo(GateKey other) {
        int high = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
    }
}
