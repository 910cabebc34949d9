package dev.trunkledger.events.wire;

import dev.trunkledger.events.EventActor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who caused an event or access, and what it follows. For pages of many, which show nothing else of it: everything else is
 * passed over.
 *
 * @param previousHash null for the first of its chain
 */
public record EventOrigin(EventActor actor, @Nullable String previousHash) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads a stored event or access that was checked when it was stored.
     *
     * @throws UnreadableEventException when the value is not a JSON object with an actor
     */
    public static EventOrigin read(byte[] json) {
        ObjectNode origin = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            // Canonical JSON is sorted: most of it lies behind what is looked for.
            while (origin.size() < 2 && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readMember(parser, origin);
            }
        } catch (JacksonException e) {
            // Jackson's message quotes the input; it goes no further.
            throw new UnreadableEventException("The value is not a JSON object");
        }
        return new EventOrigin(ActorJson.read(origin), JsonReading.optionalText(origin, "previousHash"));
    }

    private static void readMember(JsonParser parser, ObjectNode origin) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("actor") || name.equals("previousHash")) {
            origin.set(name, parser.readValueAsTree());
        } else {
            parser.skipChildren();
        }
    }
}
