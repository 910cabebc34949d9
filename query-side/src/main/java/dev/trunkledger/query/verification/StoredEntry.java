package dev.trunkledger.query.verification;

import java.time.Instant;

/**
 * An entry as the table holds it: the event's bytes, and what queries read beside them.
 *
 * @param changedFields their names, with commas between them
 * @param changes JSON array of {@code {field, from, to}}
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares entries.
record StoredEntry(
        long version,
        String action,
        Instant occurredTime,
        String actor,
        String requestId,
        String changedFields,
        String changes,
        String hash,
        String eventType,
        byte[] event) {}
