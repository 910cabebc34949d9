package dev.trunkledger.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be stopped in the reverse order, also when that is wished for in the middle of the start. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();
    private boolean closed;

    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                running.push(part);
                return part;
            }
        }
        stop(part);
        throw brokenOff();
    }

    /** Starts a part in a thread of its own. */
    synchronized <T extends AutoCloseable> CompletableFuture<T> start(String name, Supplier<T> part) {
        if (closed) {
            throw brokenOff();
        }
        CompletableFuture<T> start =
                CompletableFuture.supplyAsync(() -> add(part.get()), task -> new Thread(task, "start-" + name).start());
        starting.add(start);
        return start;
    }

    static <T> T await(CompletableFuture<T> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        List<CompletableFuture<?>> unfinished;
        synchronized (this) {
            closed = true;
            unfinished = List.copyOf(starting);
            starting.clear();
        }
        // What is about to run must first run, or it would be left behind half started.
        unfinished.forEach(start -> start.exceptionally(failure -> null).join());
        for (AutoCloseable part = next(); part != null; part = next()) {
            stop(part);
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return running.poll();
    }

    private static StackException brokenOff() {
        return new StackException("The start was broken off.");
    }

    // One part that does not stop well must not keep the others running.
    private static void stop(AutoCloseable part) {
        Logger log = LoggerFactory.getLogger(Parts.class);
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{} did not stop well", part.getClass().getSimpleName(), e);
        }
    }
}
