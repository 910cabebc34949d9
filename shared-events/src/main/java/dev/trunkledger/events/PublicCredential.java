package dev.trunkledger.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credential as callers and consumers see it: the answer of the API and the value in the compacted topic. */
public record PublicCredential(
        UUID id,
        String orgId,
        TrunkSettings settings,
        Source source,
        @Nullable UUID providerId,
        Instant createdTime,
        Instant lastUpdateTime,
        long version,
        boolean authPasswordSet) {

    /** The credential as the event left it. */
    public static PublicCredential after(CredentialEvent event) {
        EventEnvelope envelope = event.envelope();
        CredentialContent content = event.content();
        return new PublicCredential(
                envelope.credentialId(),
                envelope.orgId(),
                content.settings(),
                content.source(),
                content.providerId(),
                content.createdTime(),
                envelope.occurredTime(),
                envelope.version(),
                content.authPasswordSet());
    }
}
