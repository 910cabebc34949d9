package dev.trunkledger.events;

import java.util.Set;

/** A credential came into being. {@code changedFields} names those that were given a value. */
public record CredentialCreated(
        EventEnvelope envelope, CredentialContent content, Set<CredentialField> changedFields, Effect effect)
        implements CredentialEvent {

    public CredentialCreated {
        changedFields = CredentialField.inOrder(changedFields);
    }
}
