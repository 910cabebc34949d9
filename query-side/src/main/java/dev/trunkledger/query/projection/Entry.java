package dev.trunkledger.query.projection;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as history and audit tell it: what was done, and what is different since.
 *
 * @param accessSequence 0 for a version, so that the accesses in its time follow it
 * @param secretVersion the secret that was shown; null when none was
 * @param json the sealed event's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the record; nothing compares entries.
public record Entry(
        EventEnvelope envelope,
        long accessSequence,
        Action action,
        @Nullable Integer secretVersion,
        List<FieldChange> changes,
        String type,
        String hash,
        byte[] json) {

    static Entry of(SealedEvent sealed, Action action, List<FieldChange> changes) {
        return new Entry(
                sealed.event().envelope(), 0, action, null, changes, sealed.type(), sealed.hash(), sealed.json());
    }

    static Entry of(SealedAccess sealed) {
        return new Entry(
                sealed.event().envelope(),
                sealed.event().sequence(),
                Action.REVEALED,
                sealed.event().secretVersion(),
                List.of(),
                sealed.type(),
                sealed.hash(),
                sealed.json());
    }
}
