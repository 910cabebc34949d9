package dev.trunkledger.command.relay;

import dev.trunkledger.command.access.AccessListener;
import dev.trunkledger.command.eventstore.AppendListener;
import dev.trunkledger.http.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the relay of each stream; {@code spring.kafka.*} says how to reach and authenticate to Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
class RelayConfig {

    @Bean
    RelayLines relayLines(JdbcClient jdbc, MeterRegistry meters) {
        return new RelayLines(stream -> RelayLine.of(stream, jdbc, Clock.systemUTC(), meters));
    }

    @Bean
    AppendListener eventsAppended(RelayLines lines) {
        return lines.of(RelayStream.EVENTS).signal()::wake;
    }

    @Bean
    AccessListener accessRecorded(RelayLines lines) {
        return lines.of(RelayStream.ACCESS).signal()::wake;
    }

    @Bean
    RelayHealth relayHealthIndicator(RelayLines lines) {
        return new RelayHealth(lines);
    }

    @Bean
    MeterBinder relayLagMetrics(RelayLines lines) {
        return registry -> lines.all().forEach(line -> {
            Gauge.builder("trunkledger.relay.lag.events", line.lag(), known(behind -> behind.events()))
                    .description("Committed events that Kafka has not acknowledged")
                    .tag("stream", line.stream().label())
                    .register(registry);
            Gauge.builder("trunkledger.relay.lag", line.lag(), known(RelayLag.Lag::seconds))
                    .description("Age of the oldest event that Kafka has not acknowledged")
                    .baseUnit("seconds")
                    .tag("stream", line.stream().label())
                    .register(registry);
        });
    }

    @Bean
    Relays relays(
            DataSource dataSource, KafkaProperties kafka, RelaySettings settings, RelayLines lines, Tracing tracing) {
        List<Relay> relays = new ArrayList<>();
        List<AutoCloseable> clients = new ArrayList<>();
        for (RelayLine line : lines.all()) {
            KafkaPublisher publisher = KafkaPublisher.with(kafka.buildProducerProperties());
            KafkaEnds ends = new KafkaEnds(adminProperties(kafka));
            clients.addAll(List.of(publisher, ends));
            relays.add(new Relay(
                    line.stream(),
                    new RelayTopics(line.stream(), adminProperties(kafka), settings),
                    new RelayBatch(line.stream(), dataSource, publisher, ends, line.progress(), tracing, settings),
                    line.signal(),
                    line.progress()));
        }
        return new Relays(relays, clients);
    }

    static Map<String, Object> adminProperties(KafkaProperties kafka) {
        Map<String, Object> properties = kafka.buildAdminProperties();
        // Who fails is closed here, and the next one begins with the bootstrap servers. One that begins anew by itself
        // does so without a pause while no broker answers (Kafka 4.2), and logs each time.
        properties.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        return properties;
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
