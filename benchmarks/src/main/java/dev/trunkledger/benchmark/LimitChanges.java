package dev.trunkledger.benchmark;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** How long permits still follow the old limit when Kafka has acknowledged a new one. */
final class LimitChanges {

    private LimitChanges() {}

    static Figure measure(Installation installation, PacingProcess process, Plan plan) throws Exception {
        Progress.tell("changes of a limit");
        TestTrunk trunk = new TestTrunk(Installation.ORGANISATION);
        byte[] request = PermitConnection.request(trunk.id(), installation.token());
        Samples delays = new Samples();
        try (TopicPublisher publisher = installation.publisher();
                PermitConnection connection = new PermitConnection(process.port())) {
            publisher.publish(trunk.created(TestTrunk.limited(1_000, null)));
            for (int change = 1; change <= plan.changes(); change++) {
                // At no fixed distance, or else each would meet the same moment of a poll.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(100_000_000));
                int limit = 1_000 + change;
                publisher.publish(trunk.replaced(TestTrunk.limited(limit, null)));
                delays.add(untilObeyed(connection, request, limit));
            }
        }
        return new Figure(
                "permits obey a limit that Kafka acknowledged: p50 / p99 / longest of " + plan.changes(),
                "%.1f / %.1f / %.1f ms".formatted(delays.millis(0.5), delays.millis(0.99), delays.millis(1)),
                "≤ 100 ms");
    }

    private static long untilObeyed(PermitConnection connection, byte[] request, int limit) throws Exception {
        long acknowledged = System.nanoTime();
        do {
            connection.ask(request);
            if (System.nanoTime() - acknowledged > 30_000_000_000L) {
                throw new IllegalStateException("A new limit was not obeyed within 30 s");
            }
        } while (connection.limit() != limit);
        return System.nanoTime() - acknowledged;
    }
}
