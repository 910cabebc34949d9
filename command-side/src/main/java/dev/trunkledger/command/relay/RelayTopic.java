package dev.trunkledger.command.relay;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** A topic as the relay makes it, where it is missing. */
record RelayTopic(String name, Map<String, String> config) {

    /** Keeps every message for ever. */
    static RelayTopic complete(String name) {
        return new RelayTopic(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1"));
    }

    /** Keeps the newest message of each key. */
    static RelayTopic compacted(String name) {
        return new RelayTopic(name, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
}
