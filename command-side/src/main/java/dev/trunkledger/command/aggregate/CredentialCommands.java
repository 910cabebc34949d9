package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.DataKeyDestroyedException;
import dev.trunkledger.command.eventstore.IdempotencyKeyTakenException;
import dev.trunkledger.command.eventstore.IdempotencyRecords;
import dev.trunkledger.command.eventstore.NewestEvents;
import dev.trunkledger.command.eventstore.StoreUnavailableException;
import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.PublicCredential;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/** Where commands are sent: the port through which REST reaches the aggregate. */
public final class CredentialCommands {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialCommands.class);

    /** How long a command that loses races is tried again; the last try may have to wait for its turn too. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CommandGateway gateway;
    private final NewestEvents newest;
    private final IdempotencyRecords idempotency;
    private final SecretVault vault;
    private final MeterRegistry meters;

    CredentialCommands(
            CommandGateway gateway,
            NewestEvents newest,
            IdempotencyRecords idempotency,
            SecretVault vault,
            MeterRegistry meters) {
        this.gateway = gateway;
        this.newest = newest;
        this.idempotency = idempotency;
        this.vault = vault;
        this.meters = meters;
    }

    /**
     * Returns when all that the command leads to is durable.
     *
     * @throws RejectedCommand when the rules refuse it; nothing is stored, not even the claim
     * @throws IdempotencyKeyTakenException when another request took the Idempotency-Key; nothing is stored
     * @throws DataKeyDestroyedException when the password was encrypted under a key that another instance destroyed;
     *     nothing is stored, and entered anew it is encrypted under the key of now
     * @throws CommandUnavailableException when it cannot be carried out now
     */
    public CommandOutcome send(CredentialCommand command, CommandAttachments attachments) {
        Timer.Sample sample = Timer.start(meters);
        String result = "failed";
        try {
            CommandOutcome outcome = carryOut(command, attachments);
            result = outcome.changed() ? "changed" : "unchanged";
            return outcome;
        } catch (RejectedCommand e) {
            result = "rejected";
            LOG.info("{} of {} refused: {}", name(command), command.credentialId(), e.getMessage());
            throw e;
        } catch (DataKeyDestroyedException e) {
            vault.forget(command.credentialId());
            result = "unavailable";
            throw e;
        } catch (CommandUnavailableException e) {
            result = "unavailable";
            throw e;
        } finally {
            sample.stop(meters.timer("trunkledger.commands", "command", name(command), "result", result));
        }
    }

    private CommandOutcome carryOut(CredentialCommand command, CommandAttachments attachments) {
        try {
            CommandOutcome outcome = decide(command, attachments);
            if (command instanceof EraseSecrets) {
                vault.forget(command.credentialId());
            }
            if (!outcome.changed() && attachments.claim() != null) {
                PublicCredential standing = outcome.credential();
                idempotency.keep(standing.id(), standing.version(), attachments.claim());
            }
            return outcome;
        } catch (StoreUnavailableException | LockAcquisitionFailedException | ConcurrencyException e) {
            throw new CommandUnavailableException("The command was not carried out in time", e);
        } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException e) {
            throw e;
        } catch (DataAccessException e) {
            throw new CommandUnavailableException("The event store cannot be read", e);
        }
    }

    /** A command that changes nothing is decided anew when the state might have been out of date. */
    private CommandOutcome decide(CredentialCommand command, CommandAttachments attachments) {
        MetaData beside = MetaData.with(CommandAttachments.META_DATA_KEY, attachments)
                .and(LostRaceRetry.LAST_TRY, System.nanoTime() + PATIENCE.toNanos());
        try {
            CommandOutcome outcome = dispatch(command, beside);
            return outcome.changed() || !newest.forget(command.credentialId()) ? outcome : dispatch(command, beside);
        } catch (RejectedCommand e) {
            if (!newest.forget(command.credentialId())) {
                throw e;
            }
            return dispatch(command, beside);
        }
    }

    private CommandOutcome dispatch(CredentialCommand command, MetaData beside) {
        return gateway.sendAndWait(new GenericCommandMessage<>(command, beside));
    }

    private static String name(CredentialCommand command) {
        return command.getClass().getSimpleName();
    }
}
