package dev.trunkledger.command.aggregate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time per credential in this process, in the order in which they came; between processes the primary
 * key of events decides.
 *
 * <p>Axon's {@code PessimisticLockFactory} lets all that wait begin their time anew when the lock changes hands: behind
 * a store in which each command fails slowly they would wait for as long as there are others before them.
 */
final class CredentialLocks implements LockFactory {

    private final Duration patience;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** @param patience how long a command waits for those before it */
    CredentialLocks(Duration patience) {
        this.patience = patience;
    }

    /** @throws LockAcquisitionFailedException when it was not its turn in time, or the thread is interrupted */
    @Override
    public Lock obtainLock(String credentialId) {
        Place place = places.compute(credentialId, (_, known) -> (known == null ? new Place() : known).joined());
        if (!granted(place)) {
            leave(credentialId);
            throw new LockAcquisitionFailedException(
                    "No turn at credential %s within %d ms".formatted(credentialId, patience.toMillis()));
        }
        return new Held(credentialId, place);
    }

    /** An interrupted thread waits no longer. */
    private boolean granted(Place place) {
        try {
            return place.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many credentials somebody is at, or waits for. */
    int inUse() {
        return places.size();
    }

    private void leave(String credentialId) {
        places.computeIfPresent(credentialId, (_, place) -> place.left());
    }

    /** Where the commands to one credential queue; there for as long as there are any. */
    private static final class Place {

        private final ReentrantLock lock = new ReentrantLock(true);
        /** Changed by the map's atomic operations alone. */
        private int present;

        private Place joined() {
            present++;
            return this;
        }

        private @Nullable Place left() {
            present--;
            return present == 0 ? null : this;
        }
    }

    private final class Held implements Lock {

        private final String credentialId;
        private final Place place;

        private Held(String credentialId, Place place) {
            this.credentialId = credentialId;
            this.place = place;
        }

        @Override
        public void release() {
            place.lock.unlock();
            leave(credentialId);
        }

        @Override
        public boolean isHeld() {
            return place.lock.isHeldByCurrentThread();
        }
    }
}
