package dev.trunkledger.query.credentials;

import dev.trunkledger.events.PublicCredential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential as a projected event left it: the newest one, or the one that was in force then.
 *
 * @param deletedTime when it was deleted; null while it is not
 */
public record StoredCredential(
        PublicCredential credential, @Nullable Instant deletedTime) {

    public boolean deleted() {
        return deletedTime != null;
    }
}
