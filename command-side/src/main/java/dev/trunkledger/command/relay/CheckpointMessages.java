package dev.trunkledger.command.relay;

import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Each checkpoint becomes one message: itself. */
final class CheckpointMessages implements RelayMessages {

    private final String topic;

    CheckpointMessages(Topics topics) {
        this.topic = topics.checkpoints();
    }

    @Override
    public List<RelayTopic> topics() {
        return List.of(RelayTopic.complete(topic));
    }

    @Override
    public List<ProducerRecord<String, byte[]>> of(StoredEvent stored) {
        return List.of(stored.message(topic, headers(stored), stored.payload()));
    }

    private static Map<String, String> headers(StoredEvent stored) {
        SignedCheckpoint signed = SignedCheckpoint.read(stored.payload());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(CloudEventHeaders.SPEC_VERSION, "1.0");
        headers.put(CloudEventHeaders.ID, signed.hash());
        headers.put(CloudEventHeaders.TYPE, stored.type());
        headers.put(CloudEventHeaders.SOURCE, "/trunkledger/" + Topics.CHECKPOINTS);
        headers.put(CloudEventHeaders.SUBJECT, signed.checkpoint().orgId());
        headers.put(CloudEventHeaders.TIME, signed.checkpoint().time().toString());
        headers.put(CloudEventHeaders.DATA_SCHEMA, CloudEventHeaders.SCHEMA_URN + stored.type());
        headers.put(CloudEventHeaders.CONTENT_TYPE, "application/json");
        return headers;
    }
}
