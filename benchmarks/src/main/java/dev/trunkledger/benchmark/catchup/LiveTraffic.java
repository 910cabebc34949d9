package dev.trunkledger.benchmark.catchup;

import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.SteadyLoad;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callers of a query side: they read at a steady rate, and now and then wait for what they have written. */
final class LiveTraffic {

    static final int READS_PER_SECOND = 200;
    private static final int CONNECTIONS = 4;
    private static final Duration STRETCH = Duration.ofSeconds(1);

    private final Side querySide;
    private final ChangedTrunk changed;
    private final List<byte[]> requests = new ArrayList<>();

    LiveTraffic(Installation installation, Side commandSide, Side querySide, List<UUID> credentials) {
        this.querySide = querySide;
        this.changed = new ChangedTrunk(installation, commandSide, querySide);
        for (UUID credential : credentials) {
            requests.add(Rebuild.request(installation, credential, ""));
        }
    }

    /**
     * What callers met.
     *
     * @param reads from when each GET of a credential was due until it was answered
     * @param refused answers to these GETs that were no success
     * @param freshness from the acknowledgement of a PUT until GET answers with its version
     */
    record Met(Samples reads, long refused, Samples freshness) {}

    /** What a benchmark does meanwhile. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    Met during(Work work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<SteadyLoad>> reading = threads.submit(() -> read(done));
            Future<Samples> writing = threads.submit(() -> changed.change(done));
            try {
                work.run();
            } finally {
                done.set(true);
            }
            List<SteadyLoad> stretches = reading.get();
            return new Met(
                    Samples.of(stretches.stream().map(SteadyLoad::latency).toList()),
                    stretches.stream().mapToLong(SteadyLoad::unavailable).sum(),
                    writing.get());
        }
    }

    /** How many versions all of this has added. */
    long written() {
        return changed.version();
    }

    private List<SteadyLoad> read(AtomicBoolean done) throws Exception {
        List<SteadyLoad> stretches = new ArrayList<>();
        do {
            stretches.add(SteadyLoad.run(querySide.port(), CONNECTIONS, READS_PER_SECOND, STRETCH, this::readAny));
        } while (!done.get());
        return stretches;
    }

    /** Whatever is no success counts as refused, not 503 alone. */
    private int readAny(HttpConnection connection) throws IOException {
        byte[] request = requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
        return connection.exchange(request) == 200 ? 200 : 503;
    }
}
