package dev.trunkledger.command.access;

import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.SealedAccess;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds accesses to their chains. */
final class AccessRecords {

    private static final long PATIENCE_MS = 2_000;

    private final AccessTable table;
    private final AccessListener listener;
    // Accesses of this process to one credential come one after another, as the later seals the earlier. Only between
    // processes do they race.
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(256).toArray(ReentrantLock[]::new);

    AccessRecords(AccessTable table, AccessListener listener) {
        this.table = table;
        this.listener = listener;
    }

    /**
     * Returns when the access is durable.
     *
     * @return false when a race was lost, and nothing is recorded
     * @throws RevealUnavailableException when its turn did not come in time
     */
    boolean add(RevealRequest request, Credential.Recorded credential, int secretVersion) {
        ReentrantLock turn = turns[Math.floorMod(credential.id().hashCode(), turns.length)];
        if (!await(turn)) {
            throw new RevealUnavailableException("Too many want this secret at once", null);
        }
        try {
            SealedAccess previous = table.newest(credential.id()).orElse(null);
            SecretRevealed access = next(previous, request, credential, secretVersion);
            if (!table.append(AccessJson.seal(access), request.traceParent())) {
                return false;
            }
        } finally {
            turn.unlock();
        }
        listener.recorded();
        return true;
    }

    private static SecretRevealed next(
            @Nullable SealedAccess previous, RevealRequest request, Credential.Recorded credential, int secretVersion) {
        Instant notBefore = previous == null
                ? credential.lastUpdateTime()
                : later(credential.lastUpdateTime(), previous.event().envelope().occurredTime());
        EventEnvelope envelope = new EventEnvelope(
                UUID.randomUUID(),
                credential.id(),
                credential.orgId(),
                credential.version(),
                // The clocks of two instances differ a little; the record shall not.
                later(request.context().now(), notBefore),
                request.context().actor(),
                previous == null ? null : previous.hash());
        return new SecretRevealed(
                envelope, previous == null ? 1 : previous.event().sequence() + 1, secretVersion);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static boolean await(ReentrantLock turn) {
        try {
            return turn.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
