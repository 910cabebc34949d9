package dev.trunkledger.system;

import dev.trunkledger.system.ApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Calls that come when they come, whether earlier ones were answered or not. */
final class OpenLoop {

    private OpenLoop() {}

    /** @param took from the moment when it was sent */
    record Call(Answer answer, Duration took) {}

    /** So many each second, on a fixed schedule; ends with the last answer. */
    static List<Call> offer(int perSecond, Duration length, Supplier<Answer> call) throws Exception {
        long most = perSecond * length.toMillis() / 1000;
        List<Future<Call>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor()) {
            AtomicLong begun = new AtomicLong();
            // Who comes late, as the machine was busy, is made up for.
            Future<?> all = schedule.scheduleAtFixedRate(
                    () -> {
                        if (begun.getAndIncrement() == most) {
                            throw new Enough();
                        }
                        calls.add(callers.submit(() -> timed(call)));
                    },
                    0,
                    1_000_000_000L / perSecond,
                    TimeUnit.NANOSECONDS);
            awaitEnough(all);
        }
        List<Call> answered = new ArrayList<>();
        for (Future<Call> one : calls) {
            answered.add(one.get());
        }
        return answered;
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void awaitEnough(Future<?> all) throws InterruptedException, ExecutionException {
        try {
            all.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof Enough)) {
                throw e;
            }
        }
    }

    private static Call timed(Supplier<Answer> call) {
        long sent = System.nanoTime();
        Answer answer = call.get();
        return new Call(answer, Duration.ofNanos(System.nanoTime() - sent));
    }

    /** How many each second so many callers get done who ask again once they are answered. */
    static int capacity(int callers, Duration length, Supplier<Answer> call) throws Exception {
        AtomicLong done = new AtomicLong();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() - begin < length.toNanos()) {
                        if (call.get().status() == 200) {
                            done.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return Math.toIntExact(done.get() * 1_000_000_000L / (System.nanoTime() - begin));
    }

    /** That which so many of a hundred do not exceed. */
    static Duration percentile(int percent, List<Call> calls) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
