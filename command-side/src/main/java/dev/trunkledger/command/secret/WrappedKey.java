package dev.trunkledger.command.secret;

import java.util.UUID;

/**
 * A row of {@code vault.data_key}: the data key of one credential, as the key-encryption key wrapped it.
 *
 * @param keyId tells it from the key that the credential had before its secrets were erased
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to the database at once, never compared.
public record WrappedKey(UUID credentialId, UUID keyId, String orgId, String kekId, byte[] wrapped) {

    @Override
    public String toString() {
        return "WrappedKey[" + credentialId + "]";
    }
}
