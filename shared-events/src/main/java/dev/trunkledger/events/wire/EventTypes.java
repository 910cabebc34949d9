package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import java.util.Set;

/** The stable names of events on the wire; a name is never given a second meaning. */
public final class EventTypes {

    public static final String CREATED = "CredentialCreated.v1";
    public static final String REPLACED = "CredentialReplaced.v1";
    public static final String RESTORED = "CredentialRestored.v1";
    public static final String DELETED = "CredentialDeleted.v1";
    public static final String ERASED = "SecretsErased.v1";
    /** An access, in a topic and a chain of its own. */
    public static final String REVEALED = "SecretRevealed.v1";
    /** The value of the compacted topic: not an event, but the newest public state. */
    public static final String STATE = "CredentialState.v1";

    private static final Set<String> EVENTS = Set.of(CREATED, REPLACED, RESTORED, DELETED, ERASED);

    private EventTypes() {}

    public static String of(CredentialEvent event) {
        // Pattern switches are Java 21; this module serves consumers on 17.
        if (event instanceof CredentialCreated) {
            return CREATED;
        }
        if (event instanceof CredentialReplaced) {
            return REPLACED;
        }
        if (event instanceof CredentialRestored) {
            return RESTORED;
        }
        return event instanceof CredentialDeleted ? DELETED : ERASED;
    }

    /** Whether this version knows the type as one of a credential's events. */
    public static boolean isEvent(String type) {
        return EVENTS.contains(type);
    }

    /** Name of the JSON Schema in {@code /schemas} that the type's values satisfy. */
    public static String schemaOf(String type) {
        return type + ".json";
    }
}
