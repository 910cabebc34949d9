package dev.trunkledger.query.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An access as the table holds it: the event's bytes, and what queries read beside them. */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares accesses.
record StoredAccess(
        UUID credentialId,
        String orgId,
        long version,
        long sequence,
        String action,
        Instant occurredTime,
        String actor,
        @Nullable String requestId,
        @Nullable Integer secretVersion,
        String hash,
        String eventType,
        byte[] event) {}
