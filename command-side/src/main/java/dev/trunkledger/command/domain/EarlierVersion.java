package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialContent;

/**
 * A version that a restoration goes back to.
 *
 * @param secretExists whether the secret that was in force then is still stored; false also when there was none
 */
public record EarlierVersion(CredentialContent content, boolean secretExists) {

    boolean lostItsSecret() {
        return content.authPasswordSet() && !secretExists;
    }
}
