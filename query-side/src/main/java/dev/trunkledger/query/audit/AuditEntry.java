package dev.trunkledger.query.audit;

import dev.trunkledger.events.EventActor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event, told as a change, or as the access that it was.
 *
 * @param accessSequence number among the accesses to the credential's secret; 0 for a version
 * @param secretVersion the secret that was shown; null for a version
 * @param changes JSON array of {@code {field, from, to}}; a secret shows as {@code "secret v1"}, never as itself
 */
public record AuditEntry(
        UUID credentialId,
        long version,
        long accessSequence,
        String action,
        Instant occurredTime,
        EventActor actor,
        @Nullable Integer secretVersion,
        String changes,
        String hash,
        @Nullable String previousHash) {}
