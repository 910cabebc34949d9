package dev.trunkledger.query.verification;

import java.time.Instant;

/**
 * An entry as the table holds it: the event's bytes, and what queries read beside them.
 *
 * @param changes JSON array of {@code {field, from, to}}
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares entries.
record StoredEntry(
        long version,
        String action,
        Instant occurredTime,
        String actor,
        String changes,
        String hash,
        String eventType,
        byte[] event) {}
