package dev.trunkledger.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate, however slowly answers come. Each is measured from when it was to be sent, whether a
 * connection was free then or not: who measures from the sending leaves out those that had to wait.
 *
 * @param latency from when a request was due until its answer was there
 * @param lag by how much this side was late with requests that a free connection waited for: none of the server's time
 * @param unavailable answers that decided nothing, which an overloaded service gives
 */
record SteadyLoad(Samples latency, Samples lag, long unavailable) {

    static final int CONNECTIONS = 16;
    static final int PER_SECOND = 2_000;

    static SteadyLoad run(int port, List<byte[]> requests, Duration duration) throws Exception {
        long interval = 1_000_000_000L / PER_SECOND;
        long total = duration.toNanos() / interval;
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime() + 50_000_000; // by then all are connected
        List<SteadyLoad> parts = Crowd.together(CONNECTIONS, () -> {
            Samples latency = new Samples();
            Samples lag = new Samples();
            long unavailable = 0;
            try (PermitConnection connection = new PermitConnection(port)) {
                for (long turn = next.getAndIncrement(); turn < total; turn = next.getAndIncrement()) {
                    long due = start + turn * interval;
                    await(due, lag);
                    byte[] request = requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
                    unavailable += isDecision(connection.ask(request)) ? 0 : 1;
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

    /** Whether it was a permit or a refusal; anything but these and 503 is a failure of the benchmark. */
    static boolean isDecision(int status) {
        return switch (status) {
            case 200, 429 -> true;
            case 503 -> false;
            default -> throw new IllegalStateException("Call pacing answered " + status);
        };
    }
}
