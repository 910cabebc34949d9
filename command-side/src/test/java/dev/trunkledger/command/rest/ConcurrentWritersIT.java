package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ConcurrentWritersIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";
    private static final String DESCRIBED = "{\"server\":\"sip.example.com\",\"description\":\"%d\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final Api api = Api.ofNewOrganisation(side);

    @Test
    void exactlyOneOf64WritersWithTheSameIfMatchWins() throws Exception {
        String id = api.created(BARE).id();

        List<Answer> answers = together(64, i -> api.put(id, DESCRIBED.formatted(i), "If-Match", "\"1\""));

        assertOneWinner(answers);
    }

    @Test
    void exactlyOneWriterOfTwoInstancesWins() throws Exception {
        try (RunningCommandSide other = RunningCommandSide.start(side.database(), Map.of())) {
            Api there = Api.of(other, api.orgId(), Scopes.WRITE);
            String id = api.created(BARE).id();
            api.put(id, DESCRIBED.formatted(99));

            assertOneWinner(
                    together(32, i -> (i % 2 == 0 ? api : there).put(id, DESCRIBED.formatted(i), "If-Match", "\"2\"")));
            List<Answer> keyed = together(
                    16, i -> (i % 2 == 0 ? api : there).put(id, DESCRIBED.formatted(7), "Idempotency-Key", "same"));
            assertThat(keyed).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
            assertThat(keyed.stream().filter(answer -> answer.status() == 200).map(Answer::body))
                    .containsOnly(api.put(id, DESCRIBED.formatted(7), "Idempotency-Key", "same")
                            .body());
        }
    }

    @Test
    void everyWriterWithoutIfMatchGetsItsTurn() throws Exception {
        String id = api.created(BARE).id();

        List<Answer> answers = together(16, i -> api.put(id, DESCRIBED.formatted(i)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.json().get("version").longValue()))
                .doesNotHaveDuplicates()
                .contains(17L);
    }

    @Test
    void oneCreationComesOfManyWithOneKey() throws Exception {
        List<Answer> answers = together(16, i -> api.post(BARE, "Idempotency-Key", "same"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Answer::id)
                        .distinct())
                .hasSize(1);
    }

    private static void assertOneWinner(List<Answer> answers) {
        List<Answer> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        long version = winners.getFirst().json().get("version").longValue();
        assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.json().get("currentVersion").longValue()).isEqualTo(version);
        });
    }

    /** All at the same moment. */
    private static List<Answer> together(int writers, IntFunction<Answer> write)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                Callable<Answer> task = () -> {
                    start.await();
                    return write.apply(writer);
                };
                answers.add(threads.submit(task));
            }
            start.countDown();
            List<Answer> done = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                done.add(answer.get());
            }
            return done;
        }
    }
}
