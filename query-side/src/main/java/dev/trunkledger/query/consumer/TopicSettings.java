package dev.trunkledger.query.consumer;

import dev.trunkledger.events.wire.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which topics are this installation's.
 *
 * @param topicPrefix see {@link Topics#withPrefix}
 */
@ConfigurationProperties("trunkledger.kafka")
public record TopicSettings(@DefaultValue("") String topicPrefix) {

    public Topics topics() {
        return Topics.withPrefix(topicPrefix);
    }
}
