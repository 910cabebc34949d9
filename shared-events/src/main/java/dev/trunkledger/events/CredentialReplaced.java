package dev.trunkledger.events;

import java.util.Set;

/** All of a credential's settings were replaced, and at least one of them differs from before. */
public record CredentialReplaced(
        EventEnvelope envelope, CredentialContent content, Set<CredentialField> changedFields, Effect effect)
        implements CredentialEvent {

    public CredentialReplaced {
        changedFields = CredentialField.inOrder(changedFields);
    }
}
