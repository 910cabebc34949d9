package dev.trunkledger.command.domain;

import dev.trunkledger.events.TrunkSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bring a credential into being.
 *
 * @param credentialId a fresh id, made by the one who sends the command
 * @param settings checked by {@link SettingsRules}
 * @param providerId the connected VoIP provider that alone will manage the credential; null for a manual one
 */
public record CreateSipCredential(
        UUID credentialId,
        CommandContext context,
        TrunkSettings settings,
        SecretChange secret,
        @Nullable UUID providerId)
        implements CredentialCommand {}
