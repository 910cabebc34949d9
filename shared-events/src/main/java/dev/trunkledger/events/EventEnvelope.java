package dev.trunkledger.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries.
 *
 * @param version position in the credential's own sequence, from 1
 * @param occurredTime when it was decided; what is finer than a microsecond is dropped, as databases drop it
 * @param previousHash hash of the credential's event before this one; null for the first
 */
public record EventEnvelope(
        UUID eventId,
        UUID credentialId,
        String orgId,
        long version,
        Instant occurredTime,
        EventActor actor,
        @Nullable String previousHash) {

    public EventEnvelope {
        occurredTime = occurredTime.truncatedTo(ChronoUnit.MICROS);
    }
}
