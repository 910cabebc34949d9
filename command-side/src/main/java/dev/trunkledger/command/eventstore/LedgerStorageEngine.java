package dev.trunkledger.command.eventstore;

import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's way to the event store. It loads the newest event alone, as that one holds the whole state, and it appends
 * outside of any transaction of the command's: {@link #appendEvents} returns when the commit that the command shares
 * with others is done.
 */
final class LedgerStorageEngine implements EventStorageEngine {

    static final String AGGREGATE_TYPE = "Credential";

    private final NewestEvents newest;
    private final GroupAppend append;
    private final SecretVault vault;

    LedgerStorageEngine(NewestEvents newest, GroupAppend append, SecretVault vault) {
        this.newest = newest;
        this.append = append;
        this.vault = vault;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        if (messages.size() > 1 || !(messages.getFirst().getPayload() instanceof SealedEvent event)) {
            throw new IllegalArgumentException("A command leads to one sealed event at most");
        }
        append(LedgerEntry.of(event, attachments()), event);
    }

    private void append(LedgerEntry entry, SealedEvent event) {
        try {
            append.append(entry);
        } catch (RuntimeException e) {
            newest.forget(entry.credentialId());
            throw e;
        }
        newest.recorded(event);
        if (entry.secret() != null) {
            vault.stored(entry.secret());
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return newest.find(UUID.fromString(aggregateIdentifier))
                .filter(event -> sequenceNumber(event) >= firstSequenceNumber)
                .map(LedgerStorageEngine::message)
                .map(DomainEventStream::of)
                .orElseGet(DomainEventStream::empty);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("The newest event is the snapshot");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("No Axon event processor reads this store, as they pass over events"
                + " that commit late: the relay publishes them to Kafka in commit order");
    }

    private static CommandAttachments attachments() {
        return CurrentUnitOfWork.map(unit -> unit.getMessage().getMetaData())
                .map(metaData -> (CommandAttachments) metaData.get(CommandAttachments.META_DATA_KEY))
                .orElseGet(CommandAttachments::none);
    }

    private static DomainEventMessage<SealedEvent> message(SealedEvent sealed) {
        CredentialEvent event = sealed.event();
        return new GenericDomainEventMessage<>(
                AGGREGATE_TYPE,
                event.credentialId().toString(),
                sequenceNumber(sealed),
                sealed,
                Map.of(),
                event.envelope().eventId().toString(),
                event.envelope().occurredTime());
    }

    /** Axon counts from 0, the contract from 1. */
    private static long sequenceNumber(SealedEvent event) {
        return event.event().version() - 1;
    }
}
