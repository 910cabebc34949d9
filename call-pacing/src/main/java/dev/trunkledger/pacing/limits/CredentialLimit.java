package dev.trunkledger.pacing.limits;

import dev.trunkledger.events.PublicCredential;
import org.jspecify.annotations.Nullable;

/**
 * What a credential says about the pace of its calls, and all that is kept of it here.
 *
 * @param cpsLimit starts per second; null for no limit of its own
 * @param cpsKey names the pool that it shares with others of its organisation; null for none
 */
public record CredentialLimit(
        @Nullable Integer cpsLimit, @Nullable String cpsKey) {

    static CredentialLimit of(PublicCredential credential) {
        return new CredentialLimit(
                credential.settings().cpsLimit(), credential.settings().cpsKey());
    }
}
