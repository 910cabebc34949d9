package dev.trunkledger.events;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a SIP server must do about a change. */
public enum Effect {
    /** Server, realm, user, transport or secret changed: registrations and dialogs need the new values. */
    RE_REGISTER("re-register"),
    /** Only the limits on calls per second changed. */
    THROTTLE_ONLY("throttle-only"),
    /** Nothing that call signalling uses changed. */
    NONE("none");

    private static final Set<CredentialField> SIGNALLING = EnumSet.of(
            CredentialField.SERVER,
            CredentialField.TRANSPORT,
            CredentialField.DOMAIN,
            CredentialField.AUTH_USER,
            CredentialField.AUTH_PASSWORD);
    private static final Set<CredentialField> THROTTLING =
            EnumSet.of(CredentialField.CPS_LIMIT, CredentialField.CPS_KEY);

    private final String wireName;

    Effect(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The strongest effect that any of the changed fields has. */
    public static Effect of(Set<CredentialField> changedFields) {
        if (changedFields.stream().anyMatch(SIGNALLING::contains)) {
            return RE_REGISTER;
        }
        return changedFields.stream().anyMatch(THROTTLING::contains) ? THROTTLE_ONLY : NONE;
    }

    public static Optional<Effect> named(String wireName) {
        for (Effect effect : values()) {
            if (effect.wireName.equals(wireName)) {
                return Optional.of(effect);
            }
        }
        return Optional.empty();
    }
}
