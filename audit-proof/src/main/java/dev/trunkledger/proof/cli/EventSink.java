package dev.trunkledger.proof.cli;

import dev.trunkledger.proof.json.Members;

/** Takes what a source has, in its order. */
interface EventSink {

    /** @throws dev.trunkledger.proof.json.UnreadableJsonException when it does not tell which credential it is about */
    void event(String type, Members event);

    /** Something at that place is not an event. */
    void unreadable(String place, String why);
}
