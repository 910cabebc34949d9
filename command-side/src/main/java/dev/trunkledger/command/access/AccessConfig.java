package dev.trunkledger.command.access;

import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.secret.StoredSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the reading of secrets. */
@Configuration(proxyBeanMethods = false)
class AccessConfig {

    @Bean
    SecretReveals secretReveals(
            RecordedEvents events,
            StoredSecrets secrets,
            JdbcClient jdbc,
            ObjectProvider<AccessListener> listeners,
            MeterRegistry meters) {
        AccessListener all = () -> listeners.forEach(AccessListener::recorded);
        return new SecretReveals(events, secrets, new AccessRecords(new AccessTable(jdbc), all), meters);
    }
}
