package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.domain.EarlierVersion;
import dev.trunkledger.command.domain.RestoreSipCredential;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What credentials were, and whether their secrets of then are still there. Both are read from the database each time: a
 * secret that another instance destroyed is gone for this one too.
 */
@FunctionalInterface
public interface EarlierVersions {

    /** Null when the credential never had that version. */
    @Nullable
    EarlierVersion find(UUID credentialId, long version);

    /** The one that the command goes back to; nothing is read for a version that is still to come. */
    default @Nullable EarlierVersion toRestore(Credential state, RestoreSipCredential command) {
        return state instanceof Credential.Recorded recorded && command.version() <= recorded.version()
                ? find(recorded.id(), command.version())
                : null;
    }
}
