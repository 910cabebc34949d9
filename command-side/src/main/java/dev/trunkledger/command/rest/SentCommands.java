package dev.trunkledger.command.rest;

import dev.trunkledger.command.aggregate.CommandUnavailableException;
import dev.trunkledger.command.aggregate.CredentialCommands;
import dev.trunkledger.command.aggregate.RejectedCommand;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.DataKeyDestroyedException;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Sends commands, and makes problems of what keeps them from being carried out. */
@Component
final class SentCommands {

    private final CredentialCommands commands;

    SentCommands(CredentialCommands commands) {
        this.commands = commands;
    }

    /** @throws DataKeyDestroyedException as {@link CredentialCommands#send} */
    PublicCredential send(CredentialCommand command, CommandAttachments attachments) {
        try {
            return commands.send(command, attachments).credential();
        } catch (RejectedCommand e) {
            throw RejectionProblems.of(e.rejection());
        } catch (CommandUnavailableException e) {
            throw unavailable();
        }
    }

    /**
     * Sends a command with a password that was encrypted under a data key that this process remembered. When another
     * one destroyed it, the work is done once more, and finds the key of now.
     */
    static PublicCredential underTheKeyOfNow(Supplier<PublicCredential> work) {
        try {
            return work.get();
        } catch (DataKeyDestroyedException _) {
            return onceMore(work);
        }
    }

    private static PublicCredential onceMore(Supplier<PublicCredential> work) {
        try {
            return work.get();
        } catch (DataKeyDestroyedException _) {
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, "The write was not stored in time; send it again.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
