package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.SecretsErased;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event does to its credential's membership among those that share a limit. */
sealed interface CpsMembership {

    record Untouched() implements CpsMembership {}

    record Joined(String cpsKey, @Nullable Integer cpsLimit) implements CpsMembership {}

    record Left() implements CpsMembership {}

    static CpsMembership after(CredentialEvent event) {
        return switch (event) {
            case CredentialCreated created ->
                created.content().settings().cpsKey() == null ? new Untouched() : of(created.content());
            case CredentialReplaced replaced ->
                concerns(replaced.changedFields()) ? of(replaced.content()) : new Untouched();
            // Whether it comes back from deletion the event does not say.
            case CredentialRestored restored -> of(restored.content());
            case CredentialDeleted deleted ->
                deleted.content().settings().cpsKey() == null ? new Untouched() : new Left();
            case SecretsErased _ -> new Untouched();
        };
    }

    private static boolean concerns(Set<CredentialField> changed) {
        return changed.contains(CredentialField.CPS_KEY) || changed.contains(CredentialField.CPS_LIMIT);
    }

    private static CpsMembership of(CredentialContent content) {
        String cpsKey = content.settings().cpsKey();
        return cpsKey == null
                ? new Left()
                : new Joined(cpsKey, content.settings().cpsLimit());
    }
}
