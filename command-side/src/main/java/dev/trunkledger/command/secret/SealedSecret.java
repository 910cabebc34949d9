package dev.trunkledger.command.secret;

import java.util.UUID;

/** A row of {@code vault.secret}: one version of a credential's secret, encrypted. */
@SuppressWarnings("ArrayRecordComponent") // Handed to the database at once, never compared.
public record SealedSecret(UUID credentialId, int secretVersion, byte[] nonce, byte[] ciphertext, byte[] fingerprint) {

    @Override
    public String toString() {
        return "SealedSecret[" + credentialId + " v" + secretVersion + "]";
    }
}
