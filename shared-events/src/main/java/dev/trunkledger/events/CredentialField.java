package dev.trunkledger.events;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

    /** A copy that nobody can change and that lists the fields in their order here. */
    static Set<CredentialField> inOrder(Collection<CredentialField> fields) {
        Set<CredentialField> copy = EnumSet.noneOf(CredentialField.class);
        copy.addAll(fields);
        return Collections.unmodifiableSet(copy);
    }
}
