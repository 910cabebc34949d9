package dev.trunkledger.query.projection;

import java.util.Locale;
import java.util.Optional;

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

    public static Optional<Action> named(String wireName) {
        for (Action action : values()) {
            if (action.wireName().equals(wireName)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
