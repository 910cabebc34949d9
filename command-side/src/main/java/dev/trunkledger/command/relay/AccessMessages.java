package dev.trunkledger.command.relay;

import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Each access becomes one message: itself. */
final class AccessMessages implements RelayMessages {

    private final String topic;

    AccessMessages(Topics topics) {
        this.topic = topics.access();
    }

    @Override
    public List<RelayTopic> topics() {
        return List.of(RelayTopic.complete(topic));
    }

    @Override
    public List<ProducerRecord<String, byte[]>> of(StoredEvent stored) {
        SealedAccess access = AccessJson.read(stored.type(), stored.payload());
        return List.of(stored.message(topic, CloudEventHeaders.of(access, stored.traceParent()), stored.payload()));
    }
}
