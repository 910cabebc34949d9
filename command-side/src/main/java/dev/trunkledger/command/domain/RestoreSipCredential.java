package dev.trunkledger.command.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Make the content of an earlier version the newest, also of a deleted or erased credential.
 *
 * @param expectedVersion what the caller believes the version to be; null when it does not care
 * @param version the one to go back to
 * @param withoutAuthPassword leave the secret of that version away, whether it still exists or not
 */
public record RestoreSipCredential(
        UUID credentialId,
        CommandContext context,
        @Nullable ExpectedVersion expectedVersion,
        long version,
        boolean withoutAuthPassword)
        implements CredentialCommand {}
