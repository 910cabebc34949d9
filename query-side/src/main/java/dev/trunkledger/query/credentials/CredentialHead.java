package dev.trunkledger.query.credentials;

/**
 * A credential as it stands now, with what the next event will be chained to.
 *
 * @param hash of the newest projected event
 */
public record CredentialHead(StoredCredential stored, String hash) {

    public long version() {
        return stored.credential().version();
    }
}
