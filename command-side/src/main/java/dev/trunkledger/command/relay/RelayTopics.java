package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that are missing. One that exists is left as it is: more partitions would send a credential's next
 * events elsewhere, and its order would be lost.
 */
final class RelayTopics {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, Object> adminProperties;
    private final RelaySettings settings;

    RelayTopics(Map<String, Object> adminProperties, RelaySettings settings) {
        this.adminProperties = adminProperties;
        this.settings = settings;
    }

    void make() throws PublishingException {
        NewTopic events = topic(settings.topics().events())
                .configs(config(TopicConfig.CLEANUP_POLICY_DELETE, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
        NewTopic state = topic(settings.topics().state()).configs(config(TopicConfig.CLEANUP_POLICY_COMPACT, Map.of()));
        try (Admin admin = Admin.create(adminProperties)) {
            var made = admin.createTopics(
                    List.of(events, state), new CreateTopicsOptions().timeoutMs((int) LIMIT.toMillis()));
            for (KafkaFuture<Void> topic : made.values().values()) {
                awaitMade(topic);
            }
        } catch (KafkaException e) {
            throw new PublishingException("The topics could not be made", e);
        }
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, settings.partitions(), settings.replicationFactor());
    }

    private Map<String, String> config(String cleanupPolicy, Map<String, String> more) {
        Map<String, String> config = new java.util.HashMap<>(more);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        if (settings.replicationFactor() >= 3) {
            // With acks=all, what is acknowledged survives the loss of one broker.
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return config;
    }

    private static void awaitMade(KafkaFuture<Void> topic) throws PublishingException {
        try {
            topic.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new PublishingException("The topics could not be made", e);
            }
        } catch (TimeoutException e) {
            throw new PublishingException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException("Interrupted while the topics were made", e);
        }
    }
}
