package dev.trunkledger.command.relay;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The two messages that each event becomes: itself, and the credential's new public state. */
final class EventMessages implements RelayMessages {

    private final Topics topics;

    EventMessages(Topics topics) {
        this.topics = topics;
    }

    @Override
    public List<RelayTopic> topics() {
        return List.of(RelayTopic.complete(topics.events()), RelayTopic.compacted(topics.state()));
    }

    @Override
    public List<ProducerRecord<String, byte[]>> of(StoredEvent stored) {
        CredentialEvent event = EventJson.read(stored.type(), stored.payload()).event();
        return List.of(
                message(topics.events(), stored, event, stored.type(), stored.payload()),
                message(topics.state(), stored, event, EventTypes.STATE, state(event)));
    }

    /** Null, a tombstone, for a credential that is not there any more. */
    @SuppressWarnings("NullAway") // Kafka's records have no null annotations: a null value is a tombstone.
    private static byte[] state(CredentialEvent event) {
        return event instanceof CredentialDeleted || event instanceof SecretsErased
                ? null
                : PublicCredentialJson.bytes(PublicCredential.after(event));
    }

    private static ProducerRecord<String, byte[]> message(
            String topic, StoredEvent stored, CredentialEvent event, String type, byte[] value) {
        return stored.message(topic, CloudEventHeaders.of(event.envelope(), type, stored.traceParent()), value);
    }
}
