package dev.trunkledger.query.audit;

import java.time.Instant;
import java.util.UUID;

/** An entry's place in an organisation's entries: by time, then by what tells entries of one time apart. */
public record AuditPosition(Instant occurredTime, UUID credentialId, long version, long accessSequence) {

    public static AuditPosition of(AuditEntry entry) {
        return new AuditPosition(entry.occurredTime(), entry.credentialId(), entry.version(), entry.accessSequence());
    }
}
