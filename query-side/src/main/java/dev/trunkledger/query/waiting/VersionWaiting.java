package dev.trunkledger.query.waiting;

import dev.trunkledger.query.consumer.ProjectionListener;
import dev.trunkledger.query.credentials.AwaitedVersion;
import dev.trunkledger.query.credentials.Credentials;
import dev.trunkledger.query.credentials.StoredCredential;
import dev.trunkledger.query.projection.Projected;
import java.time.Duration;
import java.util.ArrayList;
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
 * One thread answers everybody who waits: from what this process has just projected; from the table once for each who
 * comes, as it may be there already, and at short intervals for all, since another process may have projected it. Each
 * look is one statement for many. Who can wait is bounded by the connections.
 */
@Component
public final class VersionWaiting implements ProjectionListener, DisposableBean {

    /** What a caller loses when another process projects its write; 50 small statements a second at most. */
    private static final long TICK_MS = 20;

    private final Function<Collection<AwaitedVersion>, List<StoredCredential>> arrivals;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    /** Those of them for whom nobody has looked yet. */
    private final Queue<Waiter> newcomers = new ConcurrentLinkedQueue<>();

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
        newcomers.add(waiter);
        if (thread.isShutdown()) {
            sendAllAway();
        } else if (lookIsDue.compareAndSet(false, true)) {
            onTheThread(this::lookForNewcomers);
        }
        return waiter.answer();
    }

    @Override
    public void advanced(Map<UUID, Projected> credentials) {
        if (waiters.stream()
                .anyMatch(waiter -> credentials.containsKey(waiter.awaited().id()))) {
            onTheThread(() -> answerFrom(credentials));
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
        newcomers.clear();
    }

    private void onTheThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stoppedMeanwhile) {
            sendAllAway();
        }
    }

    private void lookForNewcomers() {
        // Before looking: who comes later is due another look.
        lookIsDue.set(false);
        List<Waiter> present = new ArrayList<>();
        for (Waiter next = newcomers.poll(); next != null; next = newcomers.poll()) {
            if (!next.answer().isDone()) {
                present.add(next);
            }
        }
        look(present);
    }

    private void tick() {
        tickIsDue.set(false);
        look(List.copyOf(waiters));
    }

    private void look(List<Waiter> present) {
        if (!present.isEmpty()) {
            try {
                answer(present, arrived(present));
            } catch (RuntimeException failure) {
                present.forEach(waiter -> waiter.answer().completeExceptionally(failure));
            }
        }
        forgetTheAnswered();
    }

    /** Sends nobody away: who has no patience may be one for whom nobody has looked yet. */
    private void answerFrom(Map<UUID, Projected> credentials) {
        for (Waiter waiter : waiters) {
            Optional.ofNullable(credentials.get(waiter.awaited().id()))
                    .map(StoredCredential::of)
                    .filter(waiter::isAnsweredBy)
                    .ifPresent(stored -> waiter.answer().complete(Optional.of(stored)));
        }
        forgetTheAnswered();
    }

    private void forgetTheAnswered() {
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
