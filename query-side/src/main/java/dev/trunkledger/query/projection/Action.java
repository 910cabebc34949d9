package dev.trunkledger.query.projection;

import java.util.Locale;

/** What an event did, in the words of history and audit; stored in lower case. */
public enum Action {
    CREATED,
    REPLACED,
    RESTORED,
    DELETED,
    ERASED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
