package dev.trunkledger.query.audit;

import dev.trunkledger.events.EventActor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event, told as a change.
 *
 * @param changes JSON array of {@code {field, from, to}}; a secret shows as {@code "secret v1"}, never as itself
 */
public record AuditEntry(
        UUID credentialId,
        long version,
        String action,
        Instant occurredTime,
        EventActor actor,
        String changes,
        String hash,
        @Nullable String previousHash) {}
