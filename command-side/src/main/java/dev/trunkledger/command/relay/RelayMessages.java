package dev.trunkledger.command.relay;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a stream's rows become in Kafka. */
interface RelayMessages {

    /** Every topic that a message may go to. */
    List<RelayTopic> topics();

    List<ProducerRecord<String, byte[]>> of(StoredEvent stored);
}
