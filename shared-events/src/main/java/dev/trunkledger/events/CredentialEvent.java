package dev.trunkledger.events;

import java.util.UUID;

/** A fact about one credential. Events are never edited; old ones stay readable for ever. */
public sealed interface CredentialEvent
        permits CredentialCreated, CredentialReplaced, CredentialRestored, CredentialDeleted, SecretsErased {

    EventEnvelope envelope();

    /** The credential as it stands after this event; for a deletion, as it stood when it was deleted. */
    CredentialContent content();

    default UUID credentialId() {
        return envelope().credentialId();
    }

    default long version() {
        return envelope().version();
    }
}
