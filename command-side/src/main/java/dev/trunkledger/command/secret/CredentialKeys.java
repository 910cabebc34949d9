package dev.trunkledger.command.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The two keys of one credential, derived from its data key (HKDF, RFC 5869): one encrypts, one tells equal secrets. */
record CredentialKeys(String orgId, UUID credentialId, UUID keyId, SecretKey encryption, SecretKey fingerprint) {

    static final int DATA_KEY_BYTES = 32;

    /** Wipes the data key. */
    static CredentialKeys derive(String orgId, UUID credentialId, UUID keyId, byte[] dataKey) {
        try {
            return new CredentialKeys(
                    orgId,
                    credentialId,
                    keyId,
                    expand(dataKey, "trunkledger secret encryption v1", "AES"),
                    expand(dataKey, "trunkledger secret fingerprint v1", "HmacSHA256"));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** What ciphertext is bound to: moved to another credential, organisation or version, it does not decrypt. */
    byte[] associated(int secretVersion) {
        byte[] org = orgId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + org.length + 2 * Long.BYTES + Integer.BYTES)
                .putInt(org.length)
                .put(org)
                .putLong(credentialId.getMostSignificantBits())
                .putLong(credentialId.getLeastSignificantBits())
                .putInt(secretVersion)
                .array();
    }

    private static SecretKey expand(byte[] dataKey, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(dataKey)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), DATA_KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF", e);
        }
    }

    @Override
    public String toString() {
        return "CredentialKeys[" + credentialId + "]";
    }
}
