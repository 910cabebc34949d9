package dev.trunkledger.query.credentials;

import dev.trunkledger.events.CredentialContent;

/**
 * A credential as one of its events left it.
 *
 * @param content what two versions can differ in, the number of the secret included
 * @param stored the same as callers see it
 */
public record CredentialVersion(CredentialContent content, StoredCredential stored) {

    public long version() {
        return stored.credential().version();
    }
}
