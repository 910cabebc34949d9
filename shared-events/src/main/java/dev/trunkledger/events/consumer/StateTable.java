package dev.trunkledger.events.consumer;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of each credential. One thread changes it, any may look. Delivery is at least once, so what is not newer
 * than what is known changes nothing; a deletion is remembered, or a repeated older state would bring the credential back.
 */
final class StateTable<T> {

    record Change<T>(@Nullable CredentialState<T> before, CredentialState<T> after) {}

    private final Map<UUID, CredentialState<T>> states = new ConcurrentHashMap<>();

    /** The change that it makes, if it is newer. */
    Optional<Change<T>> apply(CredentialState<T> arrived) {
        CredentialState<T> known = states.get(arrived.id());
        if (known != null && known.version() >= arrived.version()) {
            return Optional.empty();
        }
        states.put(arrived.id(), arrived);
        return Optional.of(new Change<>(known, arrived));
    }

    /**
     * Applies a tombstone that does not say of which version it is. Nothing is kept: by a guessed version the next state
     * might be taken for an old one, and the credential would never come back.
     */
    Optional<Change<T>> forget(UUID id) {
        CredentialState<T> known = states.remove(id);
        return known instanceof CredentialState.Present<T>
                ? Optional.of(
                        new Change<>(known, new CredentialState.Deleted<>(known.id(), known.orgId(), known.version())))
                : Optional.empty();
    }

    Optional<CredentialState<T>> find(UUID id) {
        return Optional.ofNullable(states.get(id));
    }

    int size() {
        return states.size();
    }
}
