package dev.trunkledger.query.audit;

import java.util.Locale;
import java.util.Optional;

/** What an entry says was done, in the words of the stored rows. */
public enum AuditAction {
    CREATED,
    REPLACED,
    RESTORED,
    DELETED,
    ERASED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuditAction> named(String wireName) {
        for (AuditAction action : values()) {
            if (action.wireName().equals(wireName)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
