package dev.trunkledger.command.secret;

import java.util.UUID;

/** A row of {@code vault.data_key}: the data key of one credential, as the key-encryption key wrapped it. */
@SuppressWarnings("ArrayRecordComponent") // Handed to the database at once, never compared.
public record WrappedKey(UUID credentialId, String orgId, String kekId, byte[] wrapped) {

    @Override
    public String toString() {
        return "WrappedKey[" + credentialId + "]";
    }
}
