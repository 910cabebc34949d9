package dev.trunkledger.events;

import java.util.Set;

/**
 * The content of an earlier version became the newest, whether or not the credential was deleted in between.
 *
 * @param restoredVersion the version whose content it took over
 */
public record CredentialRestored(
        EventEnvelope envelope,
        CredentialContent content,
        long restoredVersion,
        Set<CredentialField> changedFields,
        Effect effect)
        implements CredentialEvent {

    public CredentialRestored {
        changedFields = CredentialField.inOrder(changedFields);
    }
}
