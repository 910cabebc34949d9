package dev.trunkledger.query.projection;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.SecretsErased;
import java.util.Locale;
import java.util.Optional;

/** What an event did, in the words of history and audit; stored in lower case. */
public enum Action {
    CREATED,
    REPLACED,
    RESTORED,
    DELETED,
    ERASED,
    REVEALED;

    public static Action of(CredentialEvent event) {
        return switch (event) {
            case CredentialCreated _ -> CREATED;
            case CredentialReplaced _ -> REPLACED;
            case CredentialRestored _ -> RESTORED;
            case CredentialDeleted _ -> DELETED;
            case SecretsErased _ -> ERASED;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> named(String wireName) {
        for (Action action : values()) {
            if (action.wireName().equals(wireName)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
