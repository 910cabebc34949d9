package dev.trunkledger.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries.
 *
 * @param version position in the credential's own sequence, from 1
 * @param occurredTime when it was decided, in microseconds at the finest
 * @param previousHash hash of the credential's event before this one; null for the first
 */
public record EventEnvelope(
        UUID eventId,
        UUID credentialId,
        String orgId,
        long version,
        Instant occurredTime,
        EventActor actor,
        @Nullable String previousHash) {}
