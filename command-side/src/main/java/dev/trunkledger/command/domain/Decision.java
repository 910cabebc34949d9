package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialEvent;

/** What comes of a command. */
public sealed interface Decision {

    /** It leads to a fact, to be recorded before anybody is told. */
    record Accepted(CredentialEvent event) implements Decision {}

    /** All is already as the command wants it: nothing to record, the version stays. */
    record Unchanged() implements Decision {}

    record Rejected(Rejection rejection) implements Decision {}
}
