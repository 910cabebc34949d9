package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.EarlierVersion;
import dev.trunkledger.command.eventstore.IdempotencyRecords;
import dev.trunkledger.command.eventstore.NewestEvents;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.secret.SecretVault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what leads a command to its aggregate. */
@Configuration(proxyBeanMethods = false)
class CommandConfig {

    /** Axon's own default is a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    LockFactory credentialLocks() {
        return new CredentialLocks(PATIENCE);
    }

    /**
     * Registered here and not found as a Spring bean: Spring would then make and post-process a bean for each command,
     * which took a tenth of the processor's time under load.
     */
    @Bean
    ConfigurerModule credentialAggregate(LockFactory credentialLocks) {
        return axon -> axon.configureAggregate(AggregateConfigurer.defaultConfiguration(CredentialAggregate.class)
                .configureLockFactory(_ -> credentialLocks)
                .configureCommandTargetResolver(_ -> CommandConfig::target));
    }

    /** The version that a caller expects is for the decider, not for Axon, to judge. */
    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(((CredentialCommand) message.getPayload()).credentialId(), null);
    }

    @Bean
    LostRaceRetry lostRaceRetry() {
        return new LostRaceRetry();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commandBus, LostRaceRetry lostRaceRetry) {
        return DefaultCommandGateway.builder()
                .commandBus(commandBus)
                .retryScheduler(lostRaceRetry)
                .build();
    }

    @Bean
    StoredFingerprints storedFingerprints(SecretVault vault) {
        return vault::fingerprint;
    }

    @Bean
    EarlierVersions earlierVersions(RecordedEvents events, SecretVault vault) {
        return (id, version) -> events.at(id, version)
                .map(recorded -> recorded.event().content())
                .map(content -> new EarlierVersion(content, vault.holds(id, content.secretVersion())))
                .orElse(null);
    }

    @Bean
    CredentialCommands credentialCommands(
            CommandGateway gateway,
            NewestEvents newest,
            IdempotencyRecords idempotency,
            SecretVault vault,
            MeterRegistry meters) {
        return new CredentialCommands(gateway, newest, idempotency, vault, meters);
    }
}
