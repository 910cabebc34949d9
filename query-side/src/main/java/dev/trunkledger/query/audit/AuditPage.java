package dev.trunkledger.query.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the entries that were asked for, newest first.
 *
 * @param next behind which older ones may follow; null when there are none
 */
public record AuditPage(List<AuditEntry> items, @Nullable AuditPosition next) {

    /**
     * @param entries with one more than was asked for, if there is one
     * @param searched how far was looked, when that was not to the end
     */
    static AuditPage of(List<AuditEntry> entries, int take, @Nullable AuditPosition searched) {
        if (entries.size() > take) {
            List<AuditEntry> items = List.copyOf(entries.subList(0, take));
            return new AuditPage(items, AuditPosition.of(items.getLast()));
        }
        return new AuditPage(List.copyOf(entries), searched);
    }
}
