package dev.trunkledger.events;

import java.util.Optional;

/** The fields of a credential that its owner sets, in the order in which changes are listed. */
public enum CredentialField {
    SERVER("server"),
    TRANSPORT("transport"),
    DOMAIN("domain"),
    AUTH_USER("authUser"),
    AUTH_PASSWORD("authPassword"),
    DESCRIPTION("description"),
    CPS_LIMIT("cpsLimit"),
    CPS_KEY("cpsKey");

    private final String wireName;

    CredentialField(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<CredentialField> named(String wireName) {
        for (CredentialField field : values()) {
            if (field.wireName.equals(wireName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
