package dev.trunkledger.pacing.limits;

import static dev.trunkledger.events.testing.TestTrunk.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random creations, changes of limit and key, deletions and restorations, over Kafka, twice and in order. */
class ChangingLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Topics TOPICS = Topics.withPrefix("test-" + UUID.randomUUID() + ".");
    private static final List<String> ORGANISATIONS = List.of("one", "two");

    private final long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<TestTrunk> trunks = new ArrayList<>();
    /** What each trunk says at present; absent after a deletion. */
    private final Map<UUID, CredentialLimit> model = new HashMap<>();

    private final Map<UUID, CredentialLimit> first = new HashMap<>();

    @Test
    void whatIsFoundIsWhatASimpleModelSays() {
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
        String bootstrapServers = TestInfrastructure.kafka().bootstrapServers();
        try (TopicPublisher publisher = new TopicPublisher(bootstrapServers, TOPICS).makeTopics(4);
                CallLimits limits = CallLimits.follow(Map.of("bootstrap.servers", bootstrapServers), TOPICS)) {
            await().atMost(PATIENCE).until(limits::ready);
            for (int round = 0; round < 20; round++) {
                for (int change = 0; change < 15; change++) {
                    change(publisher);
                }
                await().atMost(PATIENCE).untilAsserted(() -> agree(limits));
            }
            // Who comes later, and reads all of it at once, finds the same.
            try (CallLimits later = CallLimits.follow(Map.of("bootstrap.servers", bootstrapServers), TOPICS)) {
                await().atMost(PATIENCE).until(later::ready);
                agree(later);
            }
        }
    }

    private void change(TopicPublisher publisher) {
        TestTrunk trunk;
        if (trunks.size() < 12) {
            CredentialLimit said = anyLimit();
            trunk = new TestTrunk(ORGANISATIONS.get(random.nextInt(2)))
                    .created(limited(said.cpsLimit(), said.cpsKey()));
            trunks.add(trunk);
            model.put(trunk.id(), said);
            first.put(trunk.id(), said);
        } else {
            trunk = trunks.get(random.nextInt(trunks.size()));
            if (!model.containsKey(trunk.id())) {
                trunk.restored(1);
                model.put(trunk.id(), Objects.requireNonNull(first.get(trunk.id())));
            } else if (random.nextInt(5) == 0) {
                trunk.deleted();
                model.remove(trunk.id());
            } else {
                CredentialLimit said = anyLimit();
                trunk.replaced(limited(said.cpsLimit(), said.cpsKey()));
                model.put(trunk.id(), said);
            }
        }
        if (random.nextBoolean()) {
            publisher.publishTwice(trunk);
        } else {
            publisher.publish(trunk);
        }
    }

    private CredentialLimit anyLimit() {
        return new CredentialLimit(
                random.nextInt(4) == 0 ? null : 1 + random.nextInt(5),
                random.nextInt(3) == 0 ? null : "key" + random.nextInt(3));
    }

    private void agree(CallLimits limits) {
        for (TestTrunk trunk : trunks) {
            @Nullable CredentialLimit expected = model.get(trunk.id());
            CallLimits.Found found = limits.find(trunk.orgId(), trunk.id());
            if (expected == null) {
                assertThat(found).isEqualTo(new CallLimits.Found.Deleted());
            } else {
                agree(trunk, expected, ((CallLimits.Found.Known) found).limits());
            }
            assertThat(limits.find("three", trunk.id())).isEqualTo(new CallLimits.Found.Unknown());
        }
        ORGANISATIONS.forEach(orgId -> assertThat(limits.pools(orgId, null, 100))
                .extracting(Pool::cpsKey)
                .containsExactlyElementsOf(trunks.stream()
                        .filter(trunk -> trunk.orgId().equals(orgId) && model.containsKey(trunk.id()))
                        .map(trunk -> keyOf(trunk))
                        .filter(Objects::nonNull)
                        .sorted()
                        .distinct()
                        .toList()));
    }

    private void agree(TestTrunk trunk, CredentialLimit expected, Limits found) {
        assertThat(found.own()).isEqualTo(expected.cpsLimit());
        if (expected.cpsKey() == null) {
            assertThat(found.pool()).isNull();
            assertThat(found.effective()).isEqualTo(expected.cpsLimit());
        } else {
            @Nullable
            Integer smallest = trunks.stream()
                    .filter(other -> other.orgId().equals(trunk.orgId())
                            && expected.cpsKey().equals(keyOf(other)))
                    .map(other -> Objects.requireNonNull(model.get(other.id())).cpsLimit())
                    .filter(Objects::nonNull)
                    .min(Integer::compare)
                    .orElse(null);
            assertThat(Objects.requireNonNull(found.pool()).limit()).isEqualTo(smallest);
            assertThat(found.effective()).isEqualTo(smallest);
            assertThat(found.gates()).hasSize((expected.cpsLimit() == null ? 0 : 1) + (smallest == null ? 0 : 1));
        }
    }

    private @Nullable String keyOf(TestTrunk trunk) {
        @Nullable CredentialLimit said = model.get(trunk.id());
        return said == null ? null : said.cpsKey();
    }
}
