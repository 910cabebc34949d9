package dev.trunkledger.query.projection;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one link makes of its chain. A new kind of event does not compile until it is told here. */
final class Projector {

    private Projector() {}

    /** Whether the link is the one that comes next, in number, in organisation and by its hash. */
    static boolean follows(@Nullable Head before, Reading.Link link) {
        return switch (link) {
            case Reading.Event event ->
                follows((Projected) before, event.sealed().event());
            case Reading.Access access ->
                follows((AccessHead) before, access.sealed().event());
        };
    }

    static Head apply(@Nullable Head before, Reading.Link link) {
        return switch (link) {
            case Reading.Event event -> apply((Projected) before, event.sealed());
            case Reading.Access access -> apply(access.sealed());
        };
    }

    static Entry tell(@Nullable Head before, Reading.Link link) {
        return switch (link) {
            case Reading.Event event -> tell((Projected) before, event.sealed());
            case Reading.Access access -> Entry.of(access.sealed());
        };
    }

    private static boolean follows(@Nullable Projected before, CredentialEvent event) {
        EventEnvelope envelope = event.envelope();
        if (before == null) {
            return event instanceof CredentialCreated && envelope.version() == 1 && envelope.previousHash() == null;
        }
        return !(event instanceof CredentialCreated)
                && envelope.version() == before.version() + 1
                && envelope.orgId().equals(before.orgId())
                && before.headHash().equals(envelope.previousHash());
    }

    /** Accesses know nothing of the versions: theirs may arrive first. */
    private static boolean follows(@Nullable AccessHead before, SecretRevealed access) {
        EventEnvelope envelope = access.envelope();
        if (before == null) {
            return access.sequence() == 1 && envelope.previousHash() == null;
        }
        return access.sequence() == before.number() + 1
                && envelope.orgId().equals(before.orgId())
                && before.headHash().equals(envelope.previousHash());
    }

    private static AccessHead apply(SealedAccess sealed) {
        EventEnvelope envelope = sealed.event().envelope();
        return new AccessHead(
                envelope.credentialId(), envelope.orgId(), sealed.event().sequence(), sealed.hash());
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
        return Entry.of(
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
