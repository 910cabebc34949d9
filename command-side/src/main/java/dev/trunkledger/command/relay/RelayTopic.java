package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** A topic as the relay makes it, where it is missing. */
record RelayTopic(String name, Map<String, String> config) {

    /** For ever, but not the largest number: the log cleaner adds it to the clock, and the sum must not overflow. */
    private static final Duration A_HUNDRED_YEARS = Duration.ofDays(36_525);

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

    /**
     * Keeps the newest message of each key, tombstones included: a consumer that begins late learns of deletions too.
     */
    static RelayTopic compacted(String name) {
        return new RelayTopic(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        String.valueOf(A_HUNDRED_YEARS.toMillis())));
    }
}
