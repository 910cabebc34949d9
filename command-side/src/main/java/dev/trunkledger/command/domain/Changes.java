package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.TrunkSettings;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields differ. Values are compared exactly as they were given: no case is folded, nothing is trimmed. */
final class Changes {

    private Changes() {}

    /** Fields to which a new credential gives a value. */
    static Set<CredentialField> given(CredentialContent content) {
        Set<CredentialField> given = EnumSet.noneOf(CredentialField.class);
        for (CredentialField field : CredentialField.values()) {
            if (value(content, field) != null) {
                given.add(field);
            }
        }
        return Collections.unmodifiableSet(given);
    }

    static Set<CredentialField> between(CredentialContent before, CredentialContent after) {
        Set<CredentialField> changed = EnumSet.noneOf(CredentialField.class);
        for (CredentialField field : CredentialField.values()) {
            if (!Objects.equals(value(before, field), value(after, field))) {
                changed.add(field);
            }
        }
        return Collections.unmodifiableSet(changed);
    }

    private static @Nullable Object value(CredentialContent content, CredentialField field) {
        TrunkSettings settings = content.settings();
        return switch (field) {
            case SERVER -> settings.server();
            case TRANSPORT -> settings.transport();
            case DOMAIN -> settings.domain();
            case AUTH_USER -> settings.authUser();
            case AUTH_PASSWORD -> content.secretVersion();
            case DESCRIPTION -> settings.description();
            case CPS_LIMIT -> settings.cpsLimit();
            case CPS_KEY -> settings.cpsKey();
        };
    }
}
