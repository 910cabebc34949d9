package dev.trunkledger.command.secret;

import java.util.UUID;

/**
 * A row of {@code vault.secret}: one version of a credential's secret, encrypted.
 *
 * @param keyId the data key that it is encrypted under; it can be stored only while that key exists
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to the database at once, never compared.
public record SealedSecret(
        UUID credentialId, UUID keyId, int secretVersion, byte[] nonce, byte[] ciphertext, byte[] fingerprint) {

    @Override
    public String toString() {
        return "SealedSecret[" + credentialId + " v" + secretVersion + "]";
    }
}
