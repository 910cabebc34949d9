package dev.trunkledger.command.relay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store holds it, still to be published.
 *
 * @param key of its messages, which decides their partition
 * @param traceParent W3C trace context of what its messages are a part of
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way from the store to Kafka; never compared.
record StoredEvent(
        StorePosition position,
        String key,
        String type,
        @Nullable String traceParent,
        byte[] payload) {

    StoredEvent withTraceParent(String place) {
        return new StoredEvent(position, key, type, place, payload);
    }

    /** A message about it. */
    ProducerRecord<String, byte[]> message(String topic, Map<String, String> headers, byte[] value) {
        RecordHeaders encoded = new RecordHeaders();
        headers.forEach((name, text) -> encoded.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(topic, null, key, value, encoded);
    }

    @Override
    public String toString() {
        return type + "[" + key + " at " + position + "]";
    }
}
