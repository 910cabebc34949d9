package dev.trunkledger.query.credentials;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.query.projection.Projected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential as a projected event left it: the newest one, or the one that was in force then.
 *
 * @param deletedTime when it was deleted; null while it is not
 */
public record StoredCredential(
        PublicCredential credential, @Nullable Instant deletedTime) {

    /** As its row tells it too. */
    public static StoredCredential of(Projected projected) {
        CredentialContent content = projected.content();
        return new StoredCredential(
                new PublicCredential(
                        projected.id(),
                        projected.orgId(),
                        content.settings(),
                        content.source(),
                        content.providerId(),
                        content.createdTime(),
                        projected.lastUpdateTime(),
                        projected.version(),
                        content.authPasswordSet()),
                projected.deletedTime());
    }

    public boolean deleted() {
        return deletedTime != null;
    }
}
