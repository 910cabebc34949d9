package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialEvent;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as sealed canonical JSON and reads them back, tolerating members that a later version added. */
public final class EventJson {

    private EventJson() {}

    /**
     * The event with its hash, as it is stored and published.
     *
     * @throws IllegalArgumentException on text that is not Unicode (a lone surrogate)
     */
    public static SealedEvent seal(CredentialEvent event) {
        String type = EventTypes.of(event);
        CanonicalWriter unsealed = EventWriter.write(type, event);
        String hash = EventHash.of(unsealed.bytes());
        return new SealedEvent(event, type, hash, unsealed.bytesWithHash(hash));
    }

    /**
     * Reads a stored or published event. The hash is taken as it stands; {@link #isIntact} checks it.
     *
     * @throws UnreadableEventException when the type is unknown or the value is not an event of that type
     */
    public static SealedEvent read(String type, byte[] json) {
        return EventReader.read(type, json);
    }

    /**
     * The same, checked at once: whoever needs both parses once.
     *
     * @throws UnreadableEventException as {@link #read} does
     */
    public static CheckedEvent readChecked(String type, byte[] json) {
        ObjectNode node = JsonReading.parse(json);
        return new CheckedEvent(EventReader.read(type, node, json), EventHash.isIntact(node));
    }

    /** @param intact see {@link #isIntact} */
    public record CheckedEvent(SealedEvent sealed, boolean intact) {}

    /**
     * Whether the event's hash is that of its content, members unknown to this version included.
     *
     * @throws UnreadableEventException when the value is not a JSON object
     */
    public static boolean isIntact(byte[] json) {
        return EventHash.isIntact(JsonReading.parse(json));
    }
}
