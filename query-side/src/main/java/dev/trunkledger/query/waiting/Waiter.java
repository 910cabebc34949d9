package dev.trunkledger.query.waiting;

import dev.trunkledger.query.credentials.AwaitedVersion;
import dev.trunkledger.query.credentials.StoredCredential;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who waits.
 *
 * @param deadline on the clock of {@link System#nanoTime}, which only differences may be taken of
 */
record Waiter(AwaitedVersion awaited, long deadline, CompletableFuture<Optional<StoredCredential>> answer) {

    boolean isAnsweredBy(StoredCredential stored) {
        return stored.credential().id().equals(awaited.id())
                && stored.credential().orgId().equals(awaited.orgId())
                && stored.credential().version() >= awaited.version();
    }

    boolean isTooLate(long now) {
        return now - deadline >= 0;
    }
}
