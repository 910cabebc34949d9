package dev.trunkledger.query.consumer;

import dev.trunkledger.http.Tracing;
import dev.trunkledger.query.store.Generation;
import dev.trunkledger.query.store.Positions;
import dev.trunkledger.query.store.ReadModels;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConsumerConfig {

    @Bean
    Places places(Positions positions) {
        return new Places(positions);
    }

    @Bean
    GroupOffsets groupOffsets(Places places) {
        return new GroupOffsets(places);
    }

    @Bean
    Advances advances(List<ProjectionListener> listeners) {
        return new Advances(listeners);
    }

    @Bean
    ProjectionMeters projectionMeters(MeterRegistry registry) {
        return new ProjectionMeters(registry, Clock.systemUTC());
    }

    @Bean
    EventsListener eventsListener(
            ReadModels readModels,
            Places places,
            GroupOffsets group,
            Advances advances,
            ProjectionMeters meters,
            Tracing tracing) {
        return new EventsListener(readModels, places, group, advances, meters, tracing);
    }

    /** As the last step of the migration: before anything is consumed, with the rights of who owns the tables. */
    @Bean
    FlywayMigrationStrategy migrationToGeneration(ProjectionSettings settings) {
        return flyway -> {
            flyway.migrate();
            new Generation(flyway.getConfiguration().getDataSource()).ensure(settings.generation());
        };
    }

    @Bean
    EventsSubscription eventsSubscription(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        return new EventsSubscription(container);
    }

    @Bean
    ParkedRetry parkedRetry(ReadModels readModels, Advances advances) {
        return new ParkedRetry(readModels, advances);
    }
}
