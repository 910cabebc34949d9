package dev.trunkledger.events;

import java.util.Locale;
import java.util.Optional;

/** Who manages a credential: people by hand, or a connected VoIP provider alone. */
public enum Source {
    MANUAL,
    PROVIDER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Source> named(String wireName) {
        for (Source source : values()) {
            if (source.wireName().equals(wireName)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
