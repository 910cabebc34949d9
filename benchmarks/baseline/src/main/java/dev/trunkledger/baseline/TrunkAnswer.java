package dev.trunkledger.baseline;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a caller gets. */
record TrunkAnswer(
        UUID id,
        long version,
        String orgId,
        String server,
        @Nullable String domain,
        @Nullable String authUser,
        boolean authPasswordSet,
        String transport,
        @Nullable String description,
        @Nullable Integer cpsLimit,
        @Nullable String cpsKey,
        Instant createdTime,
        Instant lastUpdateTime) {}
