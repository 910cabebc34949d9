package dev.trunkledger.query.verification;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.UnreadableEventException;
import dev.trunkledger.query.audit.ChangesJson;
import dev.trunkledger.query.credentials.CredentialHead;
import dev.trunkledger.query.projection.Action;
import dev.trunkledger.query.projection.FieldChange;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows one credential's chain, event by event; it remembers only the last that was as it should be. */
final class ChainCheck {

    private final String orgId;
    private final UUID credentialId;
    private @Nullable SealedEvent last;

    ChainCheck(String orgId, UUID credentialId) {
        this.orgId = orgId;
        this.credentialId = credentialId;
    }

    /** The last version that was as it should be; 0 before the first. */
    long version() {
        return last == null ? 0 : last.event().version();
    }

    String orgId() {
        return orgId;
    }

    UUID credentialId() {
        return credentialId;
    }

    /** Whether the entry is the next event, as it was recorded, and is told as what it is. */
    boolean accepts(StoredEntry entry) {
        SealedEvent sealed = intact(entry);
        if (sealed == null || !follows(sealed) || !tells(entry, sealed)) {
            return false;
        }
        last = sealed;
        return true;
    }

    /** Whether the credential, as it stands now, is what the last event left. */
    boolean endsIn(CredentialHead head) {
        if (last == null) {
            return false;
        }
        CredentialEvent event = last.event();
        boolean deleted = event instanceof CredentialDeleted || event instanceof SecretsErased;
        return head.hash().equals(last.hash())
                && head.stored().deleted() == deleted
                && head.stored().credential().equals(PublicCredential.after(event));
    }

    private static @Nullable SealedEvent intact(StoredEntry entry) {
        try {
            return EventJson.isIntact(entry.event()) ? EventJson.read(entry.eventType(), entry.event()) : null;
        } catch (UnreadableEventException e) {
            return null;
        }
    }

    private boolean follows(SealedEvent sealed) {
        EventEnvelope envelope = sealed.event().envelope();
        return envelope.version() == version() + 1
                && envelope.credentialId().equals(credentialId)
                && envelope.orgId().equals(orgId)
                && Objects.equals(envelope.previousHash(), last == null ? null : last.hash())
                && sealed.event() instanceof CredentialCreated == (last == null);
    }

    private boolean tells(StoredEntry entry, SealedEvent sealed) {
        CredentialEvent event = sealed.event();
        return entry.version() == event.version()
                && entry.action().equals(Action.of(event).wireName())
                && entry.occurredTime().equals(event.envelope().occurredTime())
                && entry.actor().equals(event.envelope().actor().sub())
                && entry.requestId().equals(event.envelope().actor().requestId())
                && entry.hash().equals(sealed.hash())
                && tells(
                        entry,
                        FieldChange.between(last == null ? null : last.event().content(), event.content()));
    }

    private static boolean tells(StoredEntry entry, List<FieldChange> changes) {
        String fields =
                changes.stream().map(change -> change.field().wireName()).collect(Collectors.joining(","));
        return entry.changedFields().equals(fields) && entry.changes().equals(ChangesJson.text(changes));
    }
}
