package dev.trunkledger.command.retention;

import dev.trunkledger.command.aggregate.CommandUnavailableException;
import dev.trunkledger.command.aggregate.CredentialCommands;
import dev.trunkledger.command.aggregate.RejectedCommand;
import dev.trunkledger.command.domain.CommandContext;
import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.DeletedCredentials;
import dev.trunkledger.command.eventstore.DeletedCredentials.Deletion;
import dev.trunkledger.events.EventActor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Erases the secrets of credentials that were deleted long enough ago. It sends the same command as a caller would, so
 * that it goes by the same rules and stands in the history. Every instance is at it: of two that are at the same
 * credential one comes too late, which does no harm.
 */
class SecretRetention {

    private static final Logger LOG = LoggerFactory.getLogger(SecretRetention.class);
    private static final String SUBJECT = "trunkledger:retention";
    private static final int PAGE = 200;

    private final RetentionSettings settings;
    private final DeletedCredentials deleted;
    private final CredentialCommands commands;
    private final InstantSource clock;

    SecretRetention(
            RetentionSettings settings, DeletedCredentials deleted, CredentialCommands commands, InstantSource clock) {
        this.settings = settings;
        this.deleted = deleted;
        this.commands = commands;
        this.clock = clock;
    }

    /** Returns how many it erased. */
    @Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    int eraseWhatIsDue() {
        Duration kept = settings.eraseDeletedAfter();
        return kept == null ? 0 : eraseDeletedUntil(clock.instant().minus(kept), actor(kept));
    }

    private int eraseDeletedUntil(Instant time, EventActor actor) {
        int erased = 0;
        try {
            Deletion last = Deletion.first();
            List<Deletion> page;
            do {
                page = deleted.until(time, last, PAGE);
                for (Deletion deletion : page) {
                    erased += erase(deletion, actor) ? 1 : 0;
                    last = deletion;
                }
            } while (page.size() == PAGE);
        } catch (CommandUnavailableException | DataAccessException e) {
            LOG.warn("Deleted credentials are erased later: {}", e.getClass().getSimpleName());
        }
        if (erased > 0) {
            LOG.info("The secrets of {} credentials were erased as their time was over", erased);
        }
        return erased;
    }

    /** The deletion that was due, and no later one. */
    private boolean erase(Deletion deletion, EventActor actor) {
        CommandContext context = new CommandContext(deletion.orgId(), actor, true, clock.instant(), UUID.randomUUID());
        try {
            return commands.send(
                            new EraseSecrets(deletion.credentialId(), context, ExpectedVersion.of(deletion.version())),
                            CommandAttachments.none())
                    .changed();
        } catch (RejectedCommand e) {
            // Restored, or erased by somebody else, since the page was read.
            return false;
        }
    }

    private static EventActor actor(Duration kept) {
        String reason = "Deleted for " + kept.toDays() + " days or longer";
        return new EventActor(SUBJECT, null, null, null, reason, "retention-" + UUID.randomUUID(), null);
    }
}
