package dev.trunkledger.pacing.limits;

import dev.trunkledger.events.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the limits with the same Kafka settings as the other sides have. */
@Configuration(proxyBeanMethods = false)
class LimitsConfig {

    @Bean
    CallLimits callLimits(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            @Value("${trunkledger.kafka.topic-prefix}") String topicPrefix) {
        Map<String, Object> properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        return CallLimits.follow(properties, Topics.withPrefix(topicPrefix));
    }

    @Bean
    HealthIndicator limitsHealthIndicator(CallLimits limits) {
        return new LimitsHealth(limits);
    }
}
