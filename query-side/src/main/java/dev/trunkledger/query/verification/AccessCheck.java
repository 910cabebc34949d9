package dev.trunkledger.query.verification;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.UnreadableEventException;
import dev.trunkledger.query.projection.Action;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the chain of accesses to one credential's secret; it remembers only the last that was as it should be. */
final class AccessCheck {

    private @Nullable SealedAccess last;

    /** The last access that was as it should be; 0 before the first. */
    long sequence() {
        return last == null ? 0 : last.event().sequence();
    }

    @Nullable
    String hash() {
        return last == null ? null : last.hash();
    }

    /** Whether the entry is the next access, as it was recorded, and is told as what it is. */
    boolean accepts(StoredAccess entry) {
        SealedAccess sealed = intact(entry);
        if (sealed == null || !follows(entry, sealed) || !tells(entry, sealed)) {
            return false;
        }
        last = sealed;
        return true;
    }

    private static @Nullable SealedAccess intact(StoredAccess entry) {
        try {
            return EventJson.isIntact(entry.event()) ? AccessJson.read(entry.eventType(), entry.event()) : null;
        } catch (UnreadableEventException e) {
            return null;
        }
    }

    private boolean follows(StoredAccess entry, SealedAccess sealed) {
        EventEnvelope envelope = sealed.event().envelope();
        return sealed.event().sequence() == sequence() + 1
                && envelope.credentialId().equals(entry.credentialId())
                && envelope.orgId().equals(entry.orgId())
                && Objects.equals(envelope.previousHash(), hash());
    }

    private static boolean tells(StoredAccess entry, SealedAccess sealed) {
        SecretRevealed access = sealed.event();
        EventEnvelope envelope = access.envelope();
        return entry.sequence() == access.sequence()
                && entry.version() == envelope.version()
                && entry.action().equals(Action.REVEALED.wireName())
                && entry.occurredTime().equals(envelope.occurredTime())
                && entry.actor().equals(envelope.actor().sub())
                && envelope.actor().requestId().equals(entry.requestId())
                && Objects.equals(entry.secretVersion(), access.secretVersion())
                && entry.hash().equals(sealed.hash());
    }
}
