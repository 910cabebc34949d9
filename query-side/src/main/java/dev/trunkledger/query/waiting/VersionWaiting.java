package dev.trunkledger.query.waiting;

import dev.trunkledger.query.consumer.ProjectionListener;
import dev.trunkledger.query.credentials.AwaitedVersion;
import dev.trunkledger.query.credentials.Credentials;
import dev.trunkledger.query.credentials.StoredCredential;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One thread looks for everybody who waits, with one statement each time: when this process projected something that is
 * waited for, and at short intervals, since another process may have. Who can wait is bounded by the connections.
 */
@Component
public final class VersionWaiting implements ProjectionListener, DisposableBean {

    /** What a caller loses when another process projects its write; 50 small statements a second at most. */
    private static final long TICK_MS = 20;

    private final Function<Collection<AwaitedVersion>, List<StoredCredential>> arrivals;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean lookIsDue = new AtomicBoolean();
    private final AtomicBoolean tickIsDue = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("version-waiting").daemon().factory());

    @Autowired
    VersionWaiting(Credentials credentials) {
        this(credentials::arrived);
    }

    /** @param arrivals finds those of the awaited that have got where they are awaited */
    VersionWaiting(Function<Collection<AwaitedVersion>, List<StoredCredential>> arrivals) {
        this.arrivals = arrivals;
    }

    /** The credential once it has reached the version; empty when it has not within that time. */
    public CompletableFuture<Optional<StoredCredential>> await(AwaitedVersion awaited, Duration patience) {
        var waiter = new Waiter(awaited, System.nanoTime() + patience.toNanos(), new CompletableFuture<>());
        waiters.add(waiter);
        lookSoon();
        return waiter.answer();
    }

    @Override
    public void advanced(Map<UUID, Long> versions) {
        if (waiters.stream().anyMatch(waiter -> waiter.isAnsweredBy(versions))) {
            lookSoon();
        }
    }

    /** Those who still wait are told to come back. */
    @Override
    public void destroy() {
        thread.shutdownNow();
        sendAllAway();
    }

    private void sendAllAway() {
        waiters.forEach(waiter -> waiter.answer().complete(Optional.empty()));
        waiters.clear();
    }

    private void lookSoon() {
        if (thread.isShutdown()) {
            sendAllAway();
        } else if (lookIsDue.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException stoppedMeanwhile) {
                sendAllAway();
            }
        }
    }

    private void tick() {
        tickIsDue.set(false);
        look();
    }

    private void look() {
        // Before looking: who comes later is due another look.
        lookIsDue.set(false);
        List<Waiter> present = List.copyOf(waiters);
        if (present.isEmpty()) {
            return;
        }
        try {
            answer(present, arrived(present));
        } catch (RuntimeException failure) {
            present.forEach(waiter -> waiter.answer().completeExceptionally(failure));
        }
        waiters.removeIf(waiter -> waiter.answer().isDone());
        if (!waiters.isEmpty() && tickIsDue.compareAndSet(false, true)) {
            thread.schedule(this::tick, TICK_MS, TimeUnit.MILLISECONDS);
        }
    }

    private Map<UUID, StoredCredential> arrived(List<Waiter> present) {
        Set<AwaitedVersion> awaited = new LinkedHashSet<>();
        present.forEach(waiter -> awaited.add(waiter.awaited()));
        Map<UUID, StoredCredential> arrived = new HashMap<>();
        arrivals.apply(awaited)
                .forEach(stored -> arrived.put(stored.credential().id(), stored));
        return arrived;
    }

    private static void answer(List<Waiter> present, Map<UUID, StoredCredential> arrived) {
        long now = System.nanoTime();
        for (Waiter waiter : present) {
            Optional<StoredCredential> stored =
                    Optional.ofNullable(arrived.get(waiter.awaited().id())).filter(waiter::isAnsweredBy);
            if (stored.isPresent() || waiter.isTooLate(now)) {
                waiter.answer().complete(stored);
            }
        }
    }
}
