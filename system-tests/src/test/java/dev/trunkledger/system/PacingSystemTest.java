package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.Dialer.Answers;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two instances of call pacing under a minute of three times the load that they may grant, while parts of all fail. */
class PacingSystemTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void noSecondHoldsMoreStartsThanALimitAndHardlyAnyIsLostWhateverFails() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random load from -Dtrunkledger.test.seed=" + seed);
        Dialers dialers;
        try (Deployment deployment = Deployment.startWithPacing(2)) {
            dialers = new Dialers(deployment, new Random(seed), Dialers.TRUNKS, 3);
            // From here on call pacing needs nothing of them.
            deployment.commandSide().close();
            deployment.querySide().close();

            long start = System.nanoTime();
            dialers.dial(() -> System.nanoTime() - start < 20 * SECOND, () -> {});
            System.out.println(dialers.answers());
            assertThatHardlyAnyStartWasLost(dialers, start + 4 * SECOND, start + 20 * SECOND);
            assertThat(dialers.answers().broken()).hasValue(0);

            AtomicBoolean done = new AtomicBoolean();
            dialers.dial(() -> !done.get() || System.nanoTime() - start < 60 * SECOND, () -> {
                try {
                    killOneInstance(deployment, dialers.answers());
                    takeTheStoreAway(deployment, dialers.answers());
                    takeKafkaAway(deployment, dialers.answers());
                } finally {
                    done.set(true);
                }
            });
            System.out.println(dialers.answers());
        }
        assertThat(dialers.answers().faults()).isEmpty();
        assertThat(dialers.answers().unanswered()).hasValue(0);
        dialers.gates().forEach(PacingSystemTest::assertThatNoSecondHeldTooMany);
    }

    private static void assertThatHardlyAnyStartWasLost(Dialers dialers, long from, long to) {
        long seconds = (to - from) / SECOND;
        dialers.narrowGates()
                .forEach((gate, starts) -> assertThat(starts.between(from, to))
                        .as("starts of %s in %d s at %d a second", gate, seconds, starts.limit())
                        .isGreaterThanOrEqualTo((long) (0.95 * starts.limit() * seconds)));
    }

    private static void assertThatNoSecondHeldTooMany(String gate, Starts starts) {
        int most = starts.mostInASecond();
        System.out.printf(
                "At most %d of %d starts in a second at %s, half of them known to %.1f ms%n",
                most, starts.limit(), gate, starts.medianUncertainty() / 1e6);
        assertThat(most).as("most starts in a second at %s", gate).isLessThanOrEqualTo(starts.limit());
    }

    private static void killOneInstance(Deployment deployment, Answers answers) {
        deployment.callPacingInstances().getLast().crashAndRestart();
        assertThat(answers.broken()).hasPositiveValue();
        awaitUndisturbedGrants(answers, 300);
    }

    private static void takeTheStoreAway(Deployment deployment, Answers answers) {
        int before = answers.unavailable().get();
        deployment.postgres().crash();
        try {
            await().atMost(Deployment.PATIENCE)
                    .until(() -> answers.unavailable().get() > before + 50);
        } finally {
            deployment.postgres().start();
        }
        awaitUndisturbedGrants(answers, 300);
    }

    private static void takeKafkaAway(Deployment deployment, Answers answers) {
        deployment.kafka().stop();
        try {
            awaitUndisturbedGrants(answers, 500);
        } finally {
            deployment.kafka().start();
        }
    }

    /** So many calls granted, from some moment on, and none of them refused for want of a store or of a connection. */
    private static void awaitUndisturbedGrants(Answers answers, int calls) {
        AtomicInteger failed = new AtomicInteger(-1);
        AtomicInteger since = new AtomicInteger();
        await().atMost(Deployment.PATIENCE).until(() -> {
            int failures = answers.unavailable().get() + answers.broken().get();
            if (failed.getAndSet(failures) != failures) {
                since.set(answers.granted().get());
            }
            return answers.granted().get() >= since.get() + calls;
        });
    }
}
