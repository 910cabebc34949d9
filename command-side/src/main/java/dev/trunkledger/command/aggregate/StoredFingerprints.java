package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.SecretChange;
import dev.trunkledger.command.domain.SecretFingerprint;
import dev.trunkledger.command.domain.UpdateSipCredential;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fingerprints of stored secrets. */
@FunctionalInterface
public interface StoredFingerprints {

    @Nullable
    SecretFingerprint find(UUID credentialId, @Nullable Integer secretVersion);

    /** The one that the command's secret has to be compared with; null when it enters none, and nothing is read. */
    default @Nullable SecretFingerprint toCompare(Credential state, CredentialCommand command) {
        return state instanceof Credential.Active active
                        && command instanceof UpdateSipCredential update
                        && update.secret() instanceof SecretChange.Enter
                ? find(active.id(), active.content().secretVersion())
                : null;
    }
}
