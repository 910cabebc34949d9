package dev.trunkledger.command.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * The newest event of each credential, remembered for those that this instance wrote lately: their next write reads
 * nothing. Another instance may have gone on meanwhile. A change decided on what is out of date loses its race at the
 * primary key; a refusal has no such judge, so whoever refuses on what was remembered has to forget it and decide anew.
 */
public final class NewestEvents {

    /** Some 20 MB of them. */
    private static final int REMEMBERED = 5_000;

    private final RecordedEvents events;
    // Whoever writes sees to the eviction, which takes less than waking another thread for it.
    private final Cache<UUID, SealedEvent> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    NewestEvents(RecordedEvents events) {
        this.events = events;
    }

    /** What is read and not written is not remembered: most commands of that kind are refusals. */
    Optional<SealedEvent> find(UUID credentialId) {
        SealedEvent known = remembered.getIfPresent(credentialId);
        return known != null ? Optional.of(known) : events.newest(credentialId);
    }

    void recorded(SealedEvent event) {
        remembered.put(event.event().credentialId(), event);
    }

    /** Returns whether there was something to forget. */
    public boolean forget(UUID credentialId) {
        return remembered.asMap().remove(credentialId) != null;
    }
}
