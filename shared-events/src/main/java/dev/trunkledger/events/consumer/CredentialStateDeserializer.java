package dev.trunkledger.events.consumer;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.UnreadableEventException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of the compacted topic; null for a tombstone. What it cannot read it refuses with a
 * {@link SerializationException} whose cause is an {@link UnreadableEventException}.
 */
public final class CredentialStateDeserializer implements Deserializer<PublicCredential> {

    @Override
    public @Nullable PublicCredential deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return PublicCredentialJson.read(value);
        } catch (UnreadableEventException e) {
            throw new SerializationException("A message of " + topic + " is not a credential's state", e);
        }
    }

    @Override
    public @Nullable PublicCredential deserialize(String topic, Headers headers, byte @Nullable [] value) {
        String type = MessageHeaders.of(headers).type();
        if (value != null && type != null && !type.equals(EventTypes.STATE)) {
            throw new SerializationException(
                    "A message of " + topic + " is not a credential's state",
                    new UnreadableEventException("This version knows no state of that type"));
        }
        return deserialize(topic, value);
    }
}
