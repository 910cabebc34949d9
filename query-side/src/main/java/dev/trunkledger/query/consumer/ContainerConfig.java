package dev.trunkledger.query.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Spring for Apache Kafka, set up so that nothing is passed over and nothing hangs. */
@Configuration(proxyBeanMethods = false)
class ContainerConfig {

    private static final Duration RETRY_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_AT_MOST = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> eventsContainer(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            ProjectionSettings settings,
            TopicSettings topics,
            EventsListener listener,
            Places places) {
        ContainerProperties properties = new ContainerProperties(
                topics.topics().events(),
                topics.topics().access(),
                topics.topics().checkpoints());
        properties.setGroupId(settings.groupId());
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(places);
        // The container commits no offsets: GroupOffsets does, with what the database says.
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setIdleEventInterval(IDLE.toMillis());
        properties.setAuthExceptionRetryInterval(RETRY_AT_MOST);
        var container = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(consumer(kafka, connection)), properties);
        container.setConcurrency(settings.consumers());
        container.setCommonErrorHandler(again());
        // EventsSubscription starts it, and again where that fails.
        container.setAutoStartup(false);
        container.setBeanName("events");
        return container;
    }

    @Bean
    WhenIdle whenIdle(Places places, GroupOffsets group) {
        return new WhenIdle(places, group);
    }

    private static Map<String, Object> consumer(KafkaProperties kafka, KafkaConnectionDetails connection) {
        Map<String, Object> consumer = new HashMap<>(kafka.buildConsumerProperties());
        consumer.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Made by the relay, with its partitions; a consumer that comes first must not make another.
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        consumer.putIfAbsent(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // A killed instance's partitions are taken over within this time. The newer group protocol leaves it to the
        // broker, whose default is 45 s.
        consumer.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // How long a connection that swallows everything, and says nothing of it, is trusted; the default is 30 s.
        consumer.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        consumer.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        return consumer;
    }

    /** Repeats the batch until it is stored, whatever the failure: a message that is to blame itself gets parked. */
    private static DefaultErrorHandler again() {
        var backOff = new ExponentialBackOff(RETRY_FIRST.toMillis(), 2);
        backOff.setMaxInterval(RETRY_AT_MOST.toMillis());
        var handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /** Looks after the places of partitions in which nothing arrives, and tells the group about the last that did. */
    record WhenIdle(Places places, GroupOffsets group) {

        @EventListener
        void look(ListenerContainerIdleEvent idle) {
            places.lookAfter(idle.getConsumer());
            group.tell(idle.getConsumer());
        }
    }
}
