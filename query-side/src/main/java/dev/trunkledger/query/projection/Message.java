package dev.trunkledger.query.projection;

import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in Kafka.
 *
 * @param key should be a credential's id in text
 * @param type wire name of the event, from the header {@code ce_type}
 * @param value should be an event; null is a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its id alone, if at all.
public record Message(
        MessageId id, byte @Nullable [] key, @Nullable String type, byte @Nullable [] value) {}
