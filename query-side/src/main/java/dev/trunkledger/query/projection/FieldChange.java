package dev.trunkledger.query.projection;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field's value before and after: a String, an Integer, or null for none. A secret shows as {@code "secret v1"}.
 */
public record FieldChange(
        CredentialField field,
        @Nullable Object from,
        @Nullable Object to) {

    /** The differences, in the order of the fields; {@code from} is null for a credential that was not there. */
    public static List<FieldChange> between(@Nullable CredentialContent from, CredentialContent to) {
        List<FieldChange> changes = new ArrayList<>();
        for (CredentialField field : CredentialField.values()) {
            Object before = from == null ? null : value(field, from);
            Object after = value(field, to);
            if (!Objects.equals(before, after)) {
                changes.add(new FieldChange(field, before, after));
            }
        }
        return List.copyOf(changes);
    }

    private static @Nullable Object value(CredentialField field, CredentialContent content) {
        return switch (field) {
            case SERVER -> content.settings().server();
            case TRANSPORT -> content.settings().transport().wireName();
            case DOMAIN -> content.settings().domain();
            case AUTH_USER -> content.settings().authUser();
            case AUTH_PASSWORD -> content.authPasswordSet() ? "secret v" + content.secretVersion() : null;
            case DESCRIPTION -> content.settings().description();
            case CPS_LIMIT -> content.settings().cpsLimit();
            case CPS_KEY -> content.settings().cpsKey();
        };
    }
}
