package dev.trunkledger.events.consumer;

import java.util.UUID;

/**
 * The newest that is known of a credential.
 *
 * @param <T> what a consumer keeps of each credential
 */
public sealed interface CredentialState<T> {

    UUID id();

    String orgId();

    long version();

    /** It exists. */
    record Present<T>(UUID id, String orgId, long version, T value) implements CredentialState<T> {}

    /**
     * It was deleted.
     *
     * @param version that of the deletion or of the erasure after it; the last one known when the tombstone named none
     */
    record Deleted<T>(UUID id, String orgId, long version) implements CredentialState<T> {}
}
