package dev.trunkledger.benchmark.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate, however slowly answers come. Each is measured from when it was to be sent, whether a
 * connection was free then or not: who measures from the sending leaves out those that had to wait.
 *
 * @param latency from when a request was due until its answer was there
 * @param lag by how much this side was late with requests that a free connection waited for: none of the server's time
 * @param unavailable answers 503, which an overloaded service gives
 */
public record SteadyLoad(Samples latency, Samples lag, long unavailable) {

    /** One request and its answer. */
    @FunctionalInterface
    public interface Exchange {

        /** Returns the status. */
        int on(HttpConnection connection) throws IOException;
    }

    public static SteadyLoad run(int port, int connections, int perSecond, Duration duration, Exchange exchange)
            throws Exception {
        long interval = 1_000_000_000L / perSecond;
        long total = duration.toNanos() / interval;
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime() + 50_000_000; // by then all are connected
        List<SteadyLoad> parts = Crowd.together(connections, () -> {
            Samples latency = new Samples();
            Samples lag = new Samples();
            long unavailable = 0;
            try (HttpConnection connection = new HttpConnection(port)) {
                for (long turn = next.getAndIncrement(); turn < total; turn = next.getAndIncrement()) {
                    long due = start + turn * interval;
                    await(due, lag);
                    unavailable += exchange.on(connection) == 503 ? 1 : 0;
                    latency.add(System.nanoTime() - due);
                }
            }
            return new SteadyLoad(latency, lag, unavailable);
        });
        return new SteadyLoad(
                Samples.of(parts.stream().map(SteadyLoad::latency).toList()),
                Samples.of(parts.stream().map(SteadyLoad::lag).toList()),
                parts.stream().mapToLong(SteadyLoad::unavailable).sum());
    }

    private static void await(long due, Samples lag) {
        long early = due - System.nanoTime();
        if (early <= 0) {
            return;
        }
        while (early > 0) {
            LockSupport.parkNanos(early);
            early = due - System.nanoTime();
        }
        lag.add(-early);
    }
}
