package dev.trunkledger.command.domain;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.UUID;

/** A credential as its events left it. */
public sealed interface Credential {

    /** Nothing was ever recorded under this id. */
    record Absent() implements Credential {}

    /** A credential that has a history. */
    sealed interface Recorded extends Credential {

        UUID id();

        String orgId();

        /** Version of the newest event. */
        long version();

        /** Hash of the newest event, which the next one takes up. */
        String headHash();

        /** When the newest event occurred. */
        Instant lastUpdateTime();

        CredentialContent content();

        default PublicCredential publicState() {
            return new PublicCredential(
                    id(),
                    orgId(),
                    content().settings(),
                    content().source(),
                    content().providerId(),
                    content().createdTime(),
                    lastUpdateTime(),
                    version(),
                    content().authPasswordSet());
        }
    }

    record Active(
            UUID id, String orgId, long version, String headHash, Instant lastUpdateTime, CredentialContent content)
            implements Recorded {}

    /** Hidden; its secret is unreadable but still there for a restoration. */
    record Deleted(
            UUID id, String orgId, long version, String headHash, Instant lastUpdateTime, CredentialContent content)
            implements Recorded {}

    /** Deleted, and its secrets are destroyed. */
    record Erased(
            UUID id, String orgId, long version, String headHash, Instant lastUpdateTime, CredentialContent content)
            implements Recorded {}

    static Credential absent() {
        return new Absent();
    }

    /**
     * The state after one more event. As every event carries the whole content, {@code before} adds nothing: loading
     * the newest event alone gives the same state as replaying all of them, however long the history.
     */
    static Credential evolve(Credential before, SealedEvent sealed) {
        CredentialEvent event = sealed.event();
        UUID id = event.credentialId();
        String orgId = event.envelope().orgId();
        Instant time = event.envelope().occurredTime();
        return switch (event) {
            case CredentialCreated e -> new Active(id, orgId, e.version(), sealed.hash(), time, e.content());
            case CredentialReplaced e -> new Active(id, orgId, e.version(), sealed.hash(), time, e.content());
            case CredentialRestored e -> new Active(id, orgId, e.version(), sealed.hash(), time, e.content());
            case CredentialDeleted e -> new Deleted(id, orgId, e.version(), sealed.hash(), time, e.content());
            case SecretsErased e -> new Erased(id, orgId, e.version(), sealed.hash(), time, e.content());
        };
    }
}
