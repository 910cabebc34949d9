package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.eventstore.IdempotencyRecords;
import dev.trunkledger.command.secret.SecretVault;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what leads a command to its aggregate. */
@Configuration(proxyBeanMethods = false)
class CommandConfig {

    static final String LOCKS = "credentialLocks";
    static final String TARGET_RESOLVER = "credentialTargetResolver";

    private static final int LOCK_ATTEMPT_MS = 10;
    /** Two seconds in all; Axon's own default is a minute. */
    private static final int LOCK_ATTEMPTS = 200;

    /** One command at a time per credential in this process; between processes the primary key of events decides. */
    @Bean(LOCKS)
    LockFactory locks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_ATTEMPTS)
                .lockAttemptTimeout(LOCK_ATTEMPT_MS)
                .build();
    }

    /** The version that a caller expects is for the decider, not for Axon, to judge. */
    @Bean(TARGET_RESOLVER)
    CommandTargetResolver targetResolver() {
        return message ->
                new VersionedAggregateIdentifier(((CredentialCommand) message.getPayload()).credentialId(), null);
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
    CredentialCommands credentialCommands(
            CommandGateway gateway, IdempotencyRecords idempotency, MeterRegistry meters) {
        return new CredentialCommands(gateway, idempotency, meters);
    }
}
