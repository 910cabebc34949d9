package dev.trunkledger.command.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Destroy every secret of a deleted credential for good.
 *
 * @param expectedVersion what the caller believes the version to be; null when it does not care
 */
public record EraseSecrets(
        UUID credentialId, CommandContext context, @Nullable ExpectedVersion expectedVersion)
        implements CredentialCommand {}
