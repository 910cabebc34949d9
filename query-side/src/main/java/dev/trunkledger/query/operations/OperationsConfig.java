package dev.trunkledger.query.operations;

import dev.trunkledger.query.consumer.EventsSubscription;
import dev.trunkledger.query.consumer.ProjectionMeters;
import dev.trunkledger.query.consumer.TopicSettings;
import dev.trunkledger.query.store.ParkedCounts;
import dev.trunkledger.query.store.Positions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationsConfig {

    @Bean
    TopicEnds topicEnds(KafkaProperties kafka, KafkaConnectionDetails connection, TopicSettings topics) {
        Map<String, Object> settings = new HashMap<>(kafka.buildAdminProperties());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getAdmin().getBootstrapServers());
        return new TopicEnds(
                settings,
                List.of(
                        topics.topics().events(),
                        topics.topics().access(),
                        topics.topics().checkpoints()));
    }

    @Bean
    ProjectionWatch projectionWatch(TopicEnds ends, Positions positions, ParkedCounts parked, ProjectionMeters meters) {
        return new ProjectionWatch(ends, positions, parked, meters, Clock.systemUTC());
    }

    @Bean
    ProjectionGauges projectionGauges(ProjectionWatch watch) {
        return new ProjectionGauges(watch);
    }

    /** The bean's name is the indicator's: {@code projection}. */
    @Bean
    ProjectionHealth projectionHealthIndicator(ProjectionWatch watch, EventsSubscription subscription) {
        return new ProjectionHealth(watch, subscription);
    }
}
