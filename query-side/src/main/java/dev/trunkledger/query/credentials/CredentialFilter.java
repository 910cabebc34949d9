package dev.trunkledger.query.credentials;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organisation's credentials are asked for; each filter narrows, null = any.
 *
 * @param search part of server, domain, authUser or description, in any case
 * @param updatedSince the earliest lastUpdateTime
 * @param includeDeleted whether deleted ones are among them
 */
public record CredentialFilter(
        String orgId,
        @Nullable String search,
        @Nullable Transport transport,
        @Nullable Source source,
        @Nullable String cpsKey,
        @Nullable UUID providerId,
        @Nullable Instant updatedSince,
        boolean includeDeleted) {

    /** Whether the totals that the projection keeps answer how many there are, so that nothing need be counted. */
    boolean isCountedAlready() {
        return search == null && cpsKey == null && providerId == null && updatedSince == null;
    }

    /** Whether it lets so few through that finding them all is the way to any page of them. */
    boolean isFoundFirst() {
        return search != null || cpsKey != null;
    }
}
