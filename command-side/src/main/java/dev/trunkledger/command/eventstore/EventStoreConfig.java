package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.SecretVault;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the event store: Axon's, on a storage engine of our own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EventStoreConfig {

    /** Longer than the database's own timeouts: while the store works, a turn comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** As long as a connection is waited for: a database that is away is told soon. */
    private static final Duration PATIENCE_OF_READERS = Duration.ofSeconds(2);

    @Bean
    RecordedEvents recordedEvents(JdbcClient jdbc) {
        return new RecordedEvents(jdbc);
    }

    @Bean
    IdempotentAnswers idempotentAnswers(JdbcClient jdbc) {
        return new IdempotentAnswers(jdbc);
    }

    @Bean
    CpsKeyMembers cpsKeyMembers(JdbcTemplate jdbc) {
        return new CpsKeyMembers(jdbc, PATIENCE_OF_READERS, PATIENCE_OF_READERS);
    }

    @Bean
    DeletedCredentials deletedCredentials(JdbcClient jdbc) {
        return new DeletedCredentials(jdbc);
    }

    @Bean
    ExpiredAnswers expiredAnswers(JdbcClient jdbc) {
        return new ExpiredAnswers(jdbc);
    }

    @Bean
    GroupAppend groupAppend(DataSource dataSource, ObjectProvider<AppendListener> listeners, MeterRegistry meters) {
        // Found once: to ask the provider costs as much as a small statement.
        List<AppendListener> found = listeners.orderedStream().toList();
        AppendListener all = () -> found.forEach(AppendListener::appended);
        DistributionSummary batchSizes = DistributionSummary.builder("trunkledger.append.batch.size")
                .description("Commands that shared one commit")
                .register(meters);
        GroupAppend append = new GroupAppend(new LedgerCommit(dataSource), all, batchSizes, PATIENCE);
        Gauge.builder("trunkledger.append.waiting", append, GroupAppend::waiting)
                .description("Commands that wait for the commit before theirs")
                .register(meters);
        return append;
    }

    @Bean
    IdempotencyRecords idempotencyRecords(GroupAppend append) {
        return new IdempotencyRecords(append);
    }

    @Bean
    NewestEvents newestEvents(RecordedEvents events) {
        return new NewestEvents(events);
    }

    @Bean
    EventStorageEngine eventStorageEngine(NewestEvents newest, GroupAppend append, SecretVault vault) {
        return new LedgerStorageEngine(newest, append, vault);
    }

    @Bean
    EmbeddedEventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }
}
