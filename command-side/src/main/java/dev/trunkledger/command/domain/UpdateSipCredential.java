package dev.trunkledger.command.domain;

import dev.trunkledger.events.TrunkSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replace all settings of a credential.
 *
 * @param expectedVersion what the caller believes the version to be; null when it does not care
 * @param settings checked by {@link SettingsRules}
 */
public record UpdateSipCredential(
        UUID credentialId,
        CommandContext context,
        @Nullable ExpectedVersion expectedVersion,
        TrunkSettings settings,
        SecretChange secret)
        implements CredentialCommand {}
