package dev.trunkledger.events;

import java.util.Locale;
import java.util.Optional;

/** SIP signalling transport (RFC 3261, section 18); on the wire in lower case. */
public enum Transport {
    UDP,
    TCP,
    TLS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Transport> named(String wireName) {
        for (Transport transport : values()) {
            if (transport.wireName().equals(wireName)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
