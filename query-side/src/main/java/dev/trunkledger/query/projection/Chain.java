package dev.trunkledger.query.projection;

import java.util.UUID;

/**
 * One of a credential's two chains, each with numbers and hashes of its own.
 *
 * @param access the accesses to its secret; else its history
 */
public record Chain(UUID credentialId, boolean access) {

    public static Chain history(UUID credentialId) {
        return new Chain(credentialId, false);
    }

    public static Chain accesses(UUID credentialId) {
        return new Chain(credentialId, true);
    }
}
