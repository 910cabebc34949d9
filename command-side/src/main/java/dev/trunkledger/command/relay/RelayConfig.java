package dev.trunkledger.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Wires the relay; {@code spring.kafka.*} says how to reach and authenticate to Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
class RelayConfig {

    @Bean
    RelaySignal relaySignal() {
        return new RelaySignal();
    }

    @Bean
    RelayProgress relayProgress(MeterRegistry registry) {
        return new RelayProgress(registry);
    }

    @Bean
    RelayLag relayLag(JdbcClient jdbc) {
        return new RelayLag(jdbc, Clock.systemUTC());
    }

    @Bean
    RelayHealth relayHealthIndicator(RelayProgress progress, RelayLag lag) {
        return new RelayHealth(progress, lag);
    }

    @Bean
    MeterBinder relayLagMetrics(RelayLag lag) {
        return registry -> {
            Gauge.builder("trunkledger.relay.lag.events", lag, known(behind -> behind.events()))
                    .description("Committed events that Kafka has not acknowledged")
                    .register(registry);
            Gauge.builder("trunkledger.relay.lag", lag, known(RelayLag.Lag::seconds))
                    .description("Age of the oldest event that Kafka has not acknowledged")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    @Bean(destroyMethod = "close")
    KafkaPublisher kafkaPublisher(KafkaProperties kafka) {
        Map<String, Object> properties = kafka.buildProducerProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A batch is flushed as a whole: lingering would only delay it.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        // Far longer than the publisher waits, see there.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaPublisher(
                new DefaultKafkaProducerFactory<>(properties, new StringSerializer(), new ByteArraySerializer()));
    }

    @Bean
    Relay relay(
            DataSource dataSource,
            KafkaProperties kafka,
            KafkaPublisher publisher,
            RelaySettings settings,
            RelaySignal signal,
            RelayProgress progress) {
        Map<String, Object> admin = kafka.buildAdminProperties();
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        EventMessages messages = new EventMessages(settings.topics());
        return new Relay(
                new RelayTopics(admin, settings),
                new RelayBatch(dataSource, publisher, messages, progress, settings.batchSize()),
                signal,
                progress);
    }

    /** Not a number while the database is away: a gauge that threw would be dropped from the scrape with a warning. */
    private static ToDoubleFunction<RelayLag> known(ToDoubleFunction<RelayLag.Lag> part) {
        return lag -> {
            try {
                return part.applyAsDouble(lag.measure());
            } catch (DataAccessException e) {
                return Double.NaN;
            }
        };
    }
}
