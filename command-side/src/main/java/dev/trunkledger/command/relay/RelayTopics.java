package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.HashMap;
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
 * Makes a stream's topics that are missing. One that exists is left as it is: more partitions would send a credential's next
 * events elsewhere, and its order would be lost.
 */
final class RelayTopics {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, Object> adminProperties;
    private final RelaySettings settings;
    private final List<RelayTopic> wanted;

    RelayTopics(RelayStream stream, Map<String, Object> adminProperties, RelaySettings settings) {
        this.adminProperties = adminProperties;
        this.settings = settings;
        this.wanted = stream.messages(settings.topics()).topics();
    }

    void make() throws PublishingException {
        List<NewTopic> missing = wanted.stream().map(this::topic).toList();
        try {
            Admin admin = Admin.create(adminProperties);
            try {
                make(missing, admin);
            } finally {
                // Without a limit it would wait for whatever is still under way.
                admin.close(Duration.ZERO);
            }
        } catch (KafkaException e) {
            throw new PublishingException("The topics could not be made", e);
        }
    }

    private static void make(List<NewTopic> missing, Admin admin) throws PublishingException {
        var made = admin.createTopics(missing, new CreateTopicsOptions().timeoutMs((int) LIMIT.toMillis()));
        for (KafkaFuture<Void> topic : made.values().values()) {
            awaitMade(topic);
        }
    }

    private NewTopic topic(RelayTopic topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        if (settings.replicationFactor() >= 3) {
            // With acks=all, what is acknowledged survives the loss of one broker.
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(topic.name(), settings.partitions(), settings.replicationFactor()).configs(config);
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
