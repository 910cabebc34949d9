package dev.trunkledger.query.audit;

import java.util.List;

/**
 * Some of the entries that were asked for, newest first.
 *
 * @param more whether older ones follow
 */
public record AuditPage(List<AuditEntry> items, boolean more) {

    /** @param entries with one more than was asked for, if there is one */
    static AuditPage of(List<AuditEntry> entries, int take) {
        return new AuditPage(entries.stream().limit(take).toList(), entries.size() > take);
    }
}
