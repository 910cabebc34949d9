package dev.trunkledger.proof.history;

import dev.trunkledger.events.wire.EventHash;
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

    static boolean fits(String label, Members event) {
        return label.equals(event.text("type"));
    }
}
