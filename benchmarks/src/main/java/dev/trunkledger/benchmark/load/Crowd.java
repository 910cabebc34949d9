package dev.trunkledger.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same at a time. */
public final class Crowd {

    private Crowd() {}

    /** What one thread does again and again. */
    @FunctionalInterface
    public interface Worker extends AutoCloseable {
        void turn() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    public static <T> List<T> together(int size, Callable<T> member) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                running.add(threads.submit(member));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    /** Each thread takes turn after turn, at least one, with a worker of its own; returns turns per second of all. */
    public static double perSecond(int size, Duration duration, Callable<? extends Worker> worker)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Long> turns = together(size, () -> {
            long taken = 0;
            try (Worker own = worker.call()) {
                do {
                    own.turn();
                    taken++;
                } while (System.nanoTime() - end < 0);
            }
            return taken;
        });
        return turns.stream().mapToLong(Long::longValue).sum() * 1e9 / (System.nanoTime() - start);
    }
}
