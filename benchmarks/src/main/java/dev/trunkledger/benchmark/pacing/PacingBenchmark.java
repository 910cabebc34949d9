package dev.trunkledger.benchmark.pacing;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** All figures of call pacing, one part after the other. */
public final class PacingBenchmark {

    private static final int POOLS = 500;
    private static final int MEMBERS = 2;
    /** So wide that a request is seldom refused: a permit is dearer, as it has to be stored. */
    private static final int LIMIT = 1_000;

    private static final int HOT_LIMIT = 100;

    private PacingBenchmark() {}

    public static List<Figure> measure(Plan plan) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Installation installation = new Installation();
        List<byte[]> hotPool = new ArrayList<>();
        List<byte[]> pools = publish(installation, hotPool);
        figures.addAll(Decisions.measure(installation, plan));
        Progress.tell("starting call pacing");
        try (Side callPacing = installation.startCallPacing("-Xmx300m").awaitReady()) {
            figures.addAll(new Permits(callPacing, pools, hotPool).measure(plan));
            figures.addAll(LimitChanges.measure(installation, callPacing, plan));
        }
        return figures;
    }

    static byte[] permit(UUID credential, Installation installation) {
        return HttpConnection.request(
                "POST",
                "/api/v1/sip-credentials/" + credential + "/call-permits",
                installation.token(),
                "{\"calls\":1,\"maxWaitMs\":0}");
    }

    private static List<byte[]> publish(Installation installation, List<byte[]> hotPool) {
        List<byte[]> pools = new ArrayList<>();
        try (TopicPublisher publisher = installation.publisher().makeTopics(3)) {
            for (int pool = 0; pool < POOLS; pool++) {
                for (int member = 0; member < MEMBERS; member++) {
                    pools.add(publish(installation, publisher, LIMIT, "pool-" + pool));
                }
            }
            hotPool.add(publish(installation, publisher, HOT_LIMIT, "hot"));
        }
        return pools;
    }

    private static byte[] publish(Installation installation, TopicPublisher publisher, int limit, String cpsKey) {
        TestTrunk trunk = new TestTrunk(Installation.ORGANISATION).created(TestTrunk.limited(limit, cpsKey));
        publisher.publish(trunk);
        return permit(trunk.id(), installation);
    }
}
