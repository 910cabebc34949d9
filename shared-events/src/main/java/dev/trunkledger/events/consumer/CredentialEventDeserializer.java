package dev.trunkledger.events.consumer;

import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.UnreadableEventException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events by the type that their header names, and checks their hash. What it cannot read, an unknown type included, it
 * refuses with a {@link SerializationException} whose cause is an {@link UnreadableEventException}.
 */
public final class CredentialEventDeserializer implements Deserializer<SealedEvent> {

    /** Without headers nothing says how to read the value. */
    @Override
    public SealedEvent deserialize(String topic, byte @Nullable [] value) {
        throw refused(topic, new UnreadableEventException("The message does not name its type"));
    }

    @Override
    public SealedEvent deserialize(String topic, Headers headers, byte @Nullable [] value) {
        try {
            return read(MessageHeaders.of(headers).type(), value);
        } catch (UnreadableEventException e) {
            throw refused(topic, e);
        }
    }

    private static SealedEvent read(@Nullable String type, byte @Nullable [] value) {
        if (type == null) {
            throw new UnreadableEventException("The message does not name its type");
        }
        if (value == null) {
            throw new UnreadableEventException("The message has no value");
        }
        SealedEvent event = EventJson.read(type, value);
        if (!EventJson.isIntact(value)) {
            throw new UnreadableEventException("The event's hash is not that of its content");
        }
        return event;
    }

    private static SerializationException refused(String topic, UnreadableEventException why) {
        return new SerializationException("A message of " + topic + " is not an event", why);
    }
}
