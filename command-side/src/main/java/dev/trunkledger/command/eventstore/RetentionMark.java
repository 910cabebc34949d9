package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.SecretsErased;
import java.time.Instant;

/** What an event does to its credential's place among the deleted ones whose secrets still exist. */
sealed interface RetentionMark {

    record Untouched() implements RetentionMark {}

    record Set(Instant deletedTime) implements RetentionMark {}

    record Lifted() implements RetentionMark {}

    static RetentionMark after(CredentialEvent event) {
        return switch (event) {
            case CredentialCreated _, CredentialReplaced _ -> new Untouched();
            case CredentialDeleted deleted -> new Set(deleted.envelope().occurredTime());
            // One that was in use all the time has no mark; the event does not say so.
            case CredentialRestored _, SecretsErased _ -> new Lifted();
        };
    }
}
