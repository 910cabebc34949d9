package dev.trunkledger.proof.history;

import dev.trunkledger.events.wire.EventHash;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;

/** Whether an event is whole, and of the type that it is labelled with: the label stands outside of the seal. */
final class EventType {

    private EventType() {}

    static boolean isIntact(Members event) {
        try {
            return EventHash.of(event.object()).equals(event.hash("hash"));
        } catch (IllegalArgumentException | UnreadableJsonException e) {
            return false; // content without a canonical form was never sealed
        }
    }

    /** Told by the members that only some types have. A type unknown to this version may have any. */
    static boolean fits(String type, Members event) {
        boolean first = event.number(ChainKind.of(type).numberMember()) == 1;
        boolean changes = event.has("changedFields");
        boolean restores = event.has("restoredVersion");
        return switch (type) {
            case EventTypes.CREATED -> first && changes && !restores;
            case EventTypes.REPLACED -> !first && changes && !restores;
            case EventTypes.RESTORED -> !first && changes && restores;
            case EventTypes.DELETED -> !first && !changes;
            case EventTypes.ERASED -> !first && !changes && !event.has("secretVersion");
            default -> true;
        };
    }
}
