package dev.trunkledger.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a credential that a later decision needs, so that the newest event alone tells it all.
 *
 * @param providerId the connected VoIP provider; set exactly when {@code source} is {@code PROVIDER}
 * @param createdTime to the microsecond, see {@link EventEnvelope}
 * @param secretVersion the secret in force, counted from 1; null when none is set
 * @param lastSecretVersion the highest secret version ever given out, 0 when none was; the next is one more
 */
public record CredentialContent(
        TrunkSettings settings,
        Source source,
        @Nullable UUID providerId,
        Instant createdTime,
        @Nullable Integer secretVersion,
        int lastSecretVersion) {

    public CredentialContent {
        createdTime = createdTime.truncatedTo(ChronoUnit.MICROS);
    }

    public boolean authPasswordSet() {
        return secretVersion != null;
    }
}
