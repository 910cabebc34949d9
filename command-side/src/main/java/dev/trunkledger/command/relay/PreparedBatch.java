package dev.trunkledger.command.relay;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events, the messages that they become, and the spans that begin with it. */
record PreparedBatch(PendingEvents events, PublishSpans spans, List<ProducerRecord<String, byte[]>> messages) {

    PreparedBatch seenFrom(PendingEvents now) {
        return new PreparedBatch(events.seenFrom(now), spans, messages);
    }
}
