package dev.trunkledger.benchmark.pacing;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long permits still follow the old limit when Kafka has acknowledged a new one. */
final class LimitChanges {

    private static final int CHANGES_A_ROUND = 10;
    private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");

    private LimitChanges() {}

    static List<Figure> measure(Installation installation, Side callPacing, Plan plan) throws Exception {
        Progress.tell("changes of a limit");
        TestTrunk trunk = new TestTrunk(Installation.ORGANISATION);
        byte[] request = PacingBenchmark.permit(trunk.id(), installation);
        Samples delays = new Samples();
        int changes = CHANGES_A_ROUND * plan.rounds();
        try (TopicPublisher publisher = installation.publisher();
                HttpConnection connection = new HttpConnection(callPacing.port())) {
            publisher.publish(trunk.created(TestTrunk.limited(1_000, null)));
            for (int change = 1; change <= changes; change++) {
                // At no fixed distance, or else each would meet the same moment of a poll.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(100_000_000));
                int limit = 1_000 + change;
                publisher.publish(trunk.replaced(TestTrunk.limited(limit, null)));
                delays.add(untilObeyed(connection, request, limit));
            }
        }
        return List.of(
                Figure.latency("permits obey a limit that Kafka has acknowledged: p50", List.of(delays), 0.5),
                Figure.latency("longest of " + changes, List.of(delays), 1).atMost(100));
    }

    private static long untilObeyed(HttpConnection connection, byte[] request, int limit) throws Exception {
        long acknowledged = System.nanoTime();
        do {
            connection.exchange(request);
            if (System.nanoTime() - acknowledged > 30_000_000_000L) {
                throw new IllegalStateException("A new limit was not obeyed within 30 s");
            }
        } while (limit(connection.answer()) != limit);
        return System.nanoTime() - acknowledged;
    }

    /** 0 when the answer tells none. */
    private static int limit(String answer) {
        Matcher limit = LIMIT.matcher(answer);
        return limit.find() ? Integer.parseInt(limit.group(1)) : 0;
    }
}
