package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.EnteredSecret;
import dev.trunkledger.command.secret.NewCredentialKey;
import dev.trunkledger.command.secret.SealedSecret;
import dev.trunkledger.command.secret.WrappedKey;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that one command has to store, wholly or not at all.
 *
 * @param event null when the command changed nothing and only its claim is to be kept
 * @param version of the event, or the one that stands when there is none
 */
record LedgerEntry(
        UUID credentialId,
        long version,
        @Nullable SealedEvent event,
        @Nullable String traceParent,
        @Nullable WrappedKey key,
        @Nullable SealedSecret secret,
        CpsMembership membership,
        RetentionMark retention,
        @Nullable IdempotencyClaim claim) {

    static LedgerEntry of(SealedEvent sealed, CommandAttachments attachments) {
        CredentialEvent event = sealed.event();
        return new LedgerEntry(
                event.credentialId(),
                event.version(),
                sealed,
                attachments.traceParent(),
                key(event, attachments.key()),
                secret(event, attachments.secret()),
                CpsMembership.after(event),
                RetentionMark.after(event),
                attachments.claim());
    }

    static LedgerEntry claimAlone(UUID credentialId, long version, IdempotencyClaim claim) {
        return new LedgerEntry(
                credentialId,
                version,
                null,
                null,
                null,
                null,
                new CpsMembership.Untouched(),
                new RetentionMark.Untouched(),
                claim);
    }

    /** That of its event, with key and secret, then stores it all: there is nothing to hold together. */
    boolean isOneStatement() {
        return claim == null
                && !erasesSecrets()
                && membership instanceof CpsMembership.Untouched
                && retention instanceof RetentionMark.Untouched;
    }

    boolean erasesSecrets() {
        return event != null && event.event() instanceof SecretsErased;
    }

    /** After a restoration there has to be a data key; whether the one before was destroyed the event does not say. */
    private static @Nullable WrappedKey key(CredentialEvent event, @Nullable NewCredentialKey key) {
        if (!(event instanceof CredentialCreated) && !(event instanceof CredentialRestored)) {
            return null;
        }
        if (key == null) {
            throw new IllegalStateException("A credential is neither created nor restored without a data key");
        }
        return key.wrapped();
    }

    /** The password entered is kept when the event says that the secret changed: entered again, it is not. */
    private static @Nullable SealedSecret secret(CredentialEvent event, @Nullable EnteredSecret entered) {
        Integer secretVersion = event.content().secretVersion();
        if (secretVersion == null || !entersSecret(event)) {
            return null;
        }
        if (entered == null) {
            throw new IllegalStateException("The event names a new secret, but none was entered");
        }
        return entered.seal(secretVersion);
    }

    private static boolean entersSecret(CredentialEvent event) {
        return switch (event) {
            case CredentialCreated created -> created.changedFields().contains(CredentialField.AUTH_PASSWORD);
            case CredentialReplaced replaced -> replaced.changedFields().contains(CredentialField.AUTH_PASSWORD);
            // A changed secret is one that is stored already.
            case CredentialRestored _, CredentialDeleted _, SecretsErased _ -> false;
        };
    }

    @Override
    public String toString() {
        return "LedgerEntry[" + credentialId + " v" + version + "]";
    }
}
