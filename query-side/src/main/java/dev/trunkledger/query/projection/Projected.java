package dev.trunkledger.query.projection;

import dev.trunkledger.events.CredentialContent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the newest applied event left it.
 *
 * @param deletedTime null while it is not deleted
 * @param erased whether its secrets were destroyed for good
 * @param headHash hash of that event, which the next one has to name
 */
public record Projected(
        UUID id,
        String orgId,
        CredentialContent content,
        Instant lastUpdateTime,
        long version,
        @Nullable Instant deletedTime,
        boolean erased,
        String headHash)
        implements Head {

    @Override
    public Chain chain() {
        return Chain.history(id);
    }

    @Override
    public long number() {
        return version;
    }
}
