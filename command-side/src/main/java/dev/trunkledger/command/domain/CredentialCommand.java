package dev.trunkledger.command.domain;

import java.util.UUID;

/** Something that a caller wants to happen to one credential. */
public sealed interface CredentialCommand
        permits CreateSipCredential, UpdateSipCredential, DeleteSipCredential, RestoreSipCredential, EraseSecrets {

    UUID credentialId();

    CommandContext context();
}
