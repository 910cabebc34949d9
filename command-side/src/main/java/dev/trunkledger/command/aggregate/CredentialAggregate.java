package dev.trunkledger.command.aggregate;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.trunkledger.command.domain.CreateSipCredential;
import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.CredentialDecider;
import dev.trunkledger.command.domain.Decision;
import dev.trunkledger.command.domain.DeleteSipCredential;
import dev.trunkledger.command.domain.EarlierVersion;
import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.domain.RestoreSipCredential;
import dev.trunkledger.command.domain.SecretFingerprint;
import dev.trunkledger.command.domain.UpdateSipCredential;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One SIP trunk credential in Axon's terms. It has no rule of its own, and no life cycle in Axon's sense: an absent and a
 * deleted credential are states like any other, so that the decider alone answers for them (and since an aggregate that
 * Axon knows as deleted would keep its lock for ever).
 */
@AggregateRoot(type = "Credential")
class CredentialAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private @Nullable UUID id;

    private Credential state = Credential.absent();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CommandOutcome handle(CreateSipCredential command, StoredFingerprints fingerprints) {
        return decide(command, fingerprints);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CommandOutcome handle(UpdateSipCredential command, StoredFingerprints fingerprints) {
        return decide(command, fingerprints);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CommandOutcome handle(DeleteSipCredential command, StoredFingerprints fingerprints) {
        return decide(command, fingerprints);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CommandOutcome handle(RestoreSipCredential command, EarlierVersions versions) {
        return decide(command, null, versions.toRestore(state, command));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CommandOutcome handle(EraseSecrets command) {
        return decide(command, null, null);
    }

    @EventSourcingHandler
    void on(SealedEvent event) {
        id = event.event().credentialId();
        state = Credential.evolve(state, event);
    }

    private CommandOutcome decide(CredentialCommand command, StoredFingerprints fingerprints) {
        return decide(command, fingerprints.toCompare(state, command), null);
    }

    private CommandOutcome decide(
            CredentialCommand command, @Nullable SecretFingerprint stored, @Nullable EarlierVersion earlier) {
        return switch (CredentialDecider.decide(state, command, stored, earlier)) {
            case Decision.Accepted(CredentialEvent event) -> record(event);
            case Decision.Unchanged _ -> new CommandOutcome(((Credential.Recorded) state).publicState(), false);
            case Decision.Rejected(var rejection) -> throw new RejectedCommand(rejection);
        };
    }

    private static CommandOutcome record(CredentialEvent event) {
        AggregateLifecycle.apply(EventJson.seal(event));
        return new CommandOutcome(PublicCredential.after(event), true);
    }
}
