package dev.trunkledger.command.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hide a credential and make its secret unreadable; its history stays.
 *
 * @param expectedVersion what the caller believes the version to be; null when it does not care
 */
public record DeleteSipCredential(
        UUID credentialId, CommandContext context, @Nullable ExpectedVersion expectedVersion)
        implements CredentialCommand {}
