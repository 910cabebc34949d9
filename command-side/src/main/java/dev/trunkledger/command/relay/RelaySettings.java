package dev.trunkledger.command.relay;

import dev.trunkledger.events.wire.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the relay publishes.
 *
 * @param topicPrefix stands before all topic names, for clusters that several installations share
 * @param partitions of a topic that has to be made; one that exists keeps what it has
 * @param replicationFactor of a topic that has to be made
 * @param batchSize events per transaction, at most
 */
@ConfigurationProperties("trunkledger.kafka")
record RelaySettings(
        @DefaultValue("") String topicPrefix,
        @DefaultValue("12") int partitions,
        @DefaultValue("3") short replicationFactor,
        @DefaultValue("1000") int batchSize) {

    Topics topics() {
        return Topics.withPrefix(topicPrefix);
    }
}
