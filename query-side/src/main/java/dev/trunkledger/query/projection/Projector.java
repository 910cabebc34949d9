package dev.trunkledger.query.projection;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one event makes of a credential. A new kind of event does not compile until it is told here. */
final class Projector {

    private Projector() {}

    /** Whether the event is the one that comes next, in number, in organisation and by its hash. */
    static boolean follows(@Nullable Projected before, CredentialEvent event) {
        EventEnvelope envelope = event.envelope();
        if (before == null) {
            return event instanceof CredentialCreated && envelope.version() == 1 && envelope.previousHash() == null;
        }
        return !(event instanceof CredentialCreated)
                && envelope.version() == before.version() + 1
                && envelope.orgId().equals(before.orgId())
                && before.headHash().equals(envelope.previousHash());
    }

    static Projected apply(@Nullable Projected before, SealedEvent sealed) {
        return switch (sealed.event()) {
            case CredentialCreated created -> after(created, sealed, null, false);
            case CredentialReplaced replaced -> after(replaced, sealed, null, false);
            case CredentialRestored restored -> after(restored, sealed, null, false);
            case CredentialDeleted deleted ->
                after(deleted, sealed, deleted.envelope().occurredTime(), false);
            case SecretsErased erased -> after(erased, sealed, deletedTime(before, erased), true);
        };
    }

    static Entry tell(@Nullable Projected before, SealedEvent sealed) {
        Action action = switch (sealed.event()) {
            case CredentialCreated created -> Action.CREATED;
            case CredentialReplaced replaced -> Action.REPLACED;
            case CredentialRestored restored -> Action.RESTORED;
            case CredentialDeleted deleted -> Action.DELETED;
            case SecretsErased erased -> Action.ERASED;
        };
        return new Entry(
                sealed,
                action,
                FieldChange.between(
                        before == null ? null : before.content(), sealed.event().content()));
    }

    private static Instant deletedTime(@Nullable Projected before, SecretsErased erased) {
        Instant deleted = before == null ? null : before.deletedTime();
        return Objects.requireNonNullElse(deleted, erased.envelope().occurredTime());
    }

    private static Projected after(
            CredentialEvent event, SealedEvent sealed, @Nullable Instant deletedTime, boolean erased) {
        EventEnvelope envelope = event.envelope();
        return new Projected(
                envelope.credentialId(),
                envelope.orgId(),
                event.content(),
                envelope.occurredTime(),
                envelope.version(),
                deletedTime,
                erased,
                sealed.hash());
    }
}
