package dev.trunkledger.command.domain;

import dev.trunkledger.command.domain.Decision.Accepted;
import dev.trunkledger.command.domain.Decision.Rejected;
import dev.trunkledger.command.domain.Decision.Unchanged;
import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.TrunkSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every rule on what may happen to a credential. */
public final class CredentialDecider {

    private CredentialDecider() {}

    /**
     * @param stored fingerprint of the secret in force; null when none is stored or it can no longer be read
     * @param earlier the version that a restoration asks for; null when there never was one, and for other commands
     */
    public static Decision decide(
            Credential state,
            CredentialCommand command,
            @Nullable SecretFingerprint stored,
            @Nullable EarlierVersion earlier) {
        return switch (command) {
            case CreateSipCredential create -> create(state, create);
            case UpdateSipCredential update ->
                switch (state) {
                    case Credential.Active active -> update(active, update, stored);
                    case Credential other -> new Rejected(whyNotActive(other, update.context()));
                };
            case DeleteSipCredential delete ->
                switch (state) {
                    case Credential.Active active -> delete(active, delete);
                    case Credential other -> new Rejected(whyNotActive(other, delete.context()));
                };
            case RestoreSipCredential restore ->
                switch (state) {
                    case Credential.Absent _ -> new Rejected(new Rejection.NotFound());
                    case Credential.Recorded recorded -> Restoration.decide(recorded, restore, earlier);
                };
            case EraseSecrets erase ->
                switch (state) {
                    case Credential.Absent _ -> new Rejected(new Rejection.NotFound());
                    case Credential.Recorded recorded -> erase(recorded, erase);
                };
        };
    }

    private static Decision create(Credential state, CreateSipCredential command) {
        CommandContext context = command.context();
        if (!(state instanceof Credential.Absent)) {
            return new Rejected(new Rejection.AlreadyExists());
        }
        if (command.providerId() != null && !context.provider()) {
            return new Rejected(new Rejection.ProviderScopeRequired());
        }
        Instant time = context.now().truncatedTo(ChronoUnit.MICROS);
        int secretVersion = command.secret() instanceof SecretChange.Enter ? 1 : 0;
        CredentialContent content = new CredentialContent(
                command.settings(),
                command.providerId() == null ? Source.MANUAL : Source.PROVIDER,
                command.providerId(),
                time,
                secretVersion == 0 ? null : secretVersion,
                secretVersion);
        EventEnvelope envelope = new EventEnvelope(
                context.eventId(), command.credentialId(), context.orgId(), 1, time, context.actor(), null);
        Set<CredentialField> given = Changes.given(content);
        return new Accepted(new CredentialCreated(envelope, content, given, Effect.of(given)));
    }

    private static Decision update(
            Credential.Active state, UpdateSipCredential command, @Nullable SecretFingerprint stored) {
        Rejection refusal = whyNotChange(state, command.context(), command.expectedVersion());
        if (refusal == null) {
            refusal = whyNotSecret(state.content(), command);
        }
        if (refusal != null) {
            return new Rejected(refusal);
        }
        CredentialContent before = state.content();
        CredentialContent after = withSecret(before, command.settings(), command.secret(), stored);
        Set<CredentialField> changed = Changes.between(before, after);
        if (changed.isEmpty()) {
            return new Unchanged();
        }
        return new Accepted(new CredentialReplaced(next(state, command.context()), after, changed, Effect.of(changed)));
    }

    private static Decision delete(Credential.Active state, DeleteSipCredential command) {
        Rejection refusal = whyNotChange(state, command.context(), command.expectedVersion());
        if (refusal != null) {
            return new Rejected(refusal);
        }
        return new Accepted(new CredentialDeleted(next(state, command.context()), state.content()));
    }

    private static Decision erase(Credential.Recorded state, EraseSecrets command) {
        Rejection refusal = whyNotChange(state, command.context(), command.expectedVersion());
        if (refusal != null) {
            return new Rejected(refusal);
        }
        CredentialContent before = state.content();
        return switch (state) {
            case Credential.Active _ -> new Rejected(new Rejection.NotDeleted());
            case Credential.Erased _ -> new Unchanged();
            case Credential.Deleted _ ->
                new Accepted(new SecretsErased(
                        next(state, command.context()),
                        content(before, before.settings(), null, before.lastSecretVersion())));
        };
    }

    /** To another organisation a credential does not exist, deleted or not. */
    private static Rejection whyNotActive(Credential state, CommandContext context) {
        return state instanceof Credential.Recorded recorded && recorded.orgId().equals(context.orgId())
                ? new Rejection.Gone()
                : new Rejection.NotFound();
    }

    static @Nullable Rejection whyNotChange(
            Credential.Recorded state, CommandContext context, @Nullable ExpectedVersion expected) {
        if (!state.orgId().equals(context.orgId())) {
            return new Rejection.NotFound();
        }
        if (state.content().source() == Source.PROVIDER && !context.provider()) {
            return new Rejection.ProviderManaged();
        }
        if (expected != null && !expected.admits(state.version())) {
            return new Rejection.VersionMismatch(state.version());
        }
        return null;
    }

    private static @Nullable Rejection whyNotSecret(CredentialContent before, UpdateSipCredential command) {
        if (!before.authPasswordSet()) {
            return null;
        }
        return switch (command.secret()) {
            case SecretChange.Omitted _ -> new Rejection.AuthPasswordRequired();
            case SecretChange.Keep _ ->
                goesElsewhere(before.settings(), command.settings())
                        ? new Rejection.AuthPasswordReentryRequired()
                        : null;
            case SecretChange.Clear _, SecretChange.Enter _ -> null;
        };
    }

    private static boolean goesElsewhere(TrunkSettings before, TrunkSettings after) {
        return !before.server().equals(after.server()) || before.transport() != after.transport();
    }

    private static CredentialContent withSecret(
            CredentialContent before, TrunkSettings settings, SecretChange change, @Nullable SecretFingerprint stored) {
        int last = before.lastSecretVersion();
        Integer kept = before.secretVersion();
        return switch (change) {
            case SecretChange.Omitted _, SecretChange.Keep _ -> content(before, settings, kept, last);
            case SecretChange.Clear _ -> content(before, settings, null, last);
            case SecretChange.Enter entered ->
                kept != null && entered.fingerprint().equals(stored)
                        ? content(before, settings, kept, last)
                        : content(before, settings, last + 1, last + 1);
        };
    }

    private static CredentialContent content(
            CredentialContent before, TrunkSettings settings, @Nullable Integer secretVersion, int last) {
        return new CredentialContent(
                settings, before.source(), before.providerId(), before.createdTime(), secretVersion, last);
    }

    /** The clock of another instance may be ahead of ours; history still never runs backwards. */
    static EventEnvelope next(Credential.Recorded state, CommandContext context) {
        Instant now = context.now().truncatedTo(ChronoUnit.MICROS);
        Instant time = now.isBefore(state.lastUpdateTime()) ? state.lastUpdateTime() : now;
        return new EventEnvelope(
                context.eventId(),
                state.id(),
                state.orgId(),
                state.version() + 1,
                time,
                context.actor(),
                state.headHash());
    }
}
