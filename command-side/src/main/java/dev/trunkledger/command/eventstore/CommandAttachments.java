package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.EnteredSecret;
import dev.trunkledger.command.secret.NewCredentialKey;
import org.jspecify.annotations.Nullable;

/**
 * What travels beside a command, to be stored in the same commit as its event. It is never serialised.
 *
 * @param key a new data key; required to create a credential, and to restore one, as that may have been erased
 * @param secret the password that was entered; its fingerprint is in the command
 * @param traceParent W3C trace context of the request
 */
public record CommandAttachments(
        @Nullable NewCredentialKey key,
        @Nullable EnteredSecret secret,
        @Nullable IdempotencyClaim claim,
        @Nullable String traceParent) {

    /** Under which a command message carries them in its meta data. */
    public static final String META_DATA_KEY = "attachments";

    public static CommandAttachments none() {
        return new CommandAttachments(null, null, null, null);
    }
}
