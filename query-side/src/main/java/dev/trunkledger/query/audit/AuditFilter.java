package dev.trunkledger.query.audit;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.query.projection.Action;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organisation's entries are asked for; each filter narrows, null = any.
 *
 * @param actor the exact subject of whoever did it
 * @param field one that changed
 * @param requestId the request that caused it
 * @param from the earliest time, itself included
 * @param to the time before which it happened, so that adjoining spans share no entry
 */
public record AuditFilter(
        String orgId,
        @Nullable UUID credentialId,
        @Nullable String actor,
        @Nullable Action action,
        @Nullable CredentialField field,
        @Nullable String requestId,
        @Nullable Instant from,
        @Nullable Instant to) {}
