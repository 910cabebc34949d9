package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of going back to an earlier version, from whatever the credential is now. */
final class Restoration {

    private Restoration() {}

    static Decision decide(Credential.Recorded state, RestoreSipCredential command, @Nullable EarlierVersion earlier) {
        Rejection refusal = CredentialDecider.whyNotChange(state, command.context(), command.expectedVersion());
        if (refusal != null) {
            return new Decision.Rejected(refusal);
        }
        if (earlier == null) {
            return new Decision.Rejected(new Rejection.NoSuchVersion());
        }
        if (earlier.lostItsSecret() && !command.withoutAuthPassword()) {
            return new Decision.Rejected(new Rejection.SecretDestroyed());
        }
        CredentialContent after = content(state.content(), earlier.content(), command.withoutAuthPassword());
        Set<CredentialField> changed = Changes.between(state.content(), after);
        boolean active = state instanceof Credential.Active;
        if (active && changed.isEmpty()) {
            return new Decision.Unchanged();
        }
        return new Decision.Accepted(new CredentialRestored(
                CredentialDecider.next(state, command.context()),
                after,
                command.version(),
                changed,
                // Whoever uses it dropped it with the deletion, however little differs from what it was then.
                active ? Effect.of(changed) : Effect.RE_REGISTER));
    }

    /**
     * What its owner configured comes from the earlier version. The secret goes to no host that it was not in force for,
     * as its host comes with it.
     */
    private static CredentialContent content(
            CredentialContent present, CredentialContent earlier, boolean withoutAuthPassword) {
        return new CredentialContent(
                earlier.settings(),
                present.source(),
                present.providerId(),
                present.createdTime(),
                withoutAuthPassword ? null : earlier.secretVersion(),
                present.lastSecretVersion());
    }
}
