package dev.trunkledger.pacing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolsTest {

    private static final String ORG = "org";

    private final Pools pools = new Pools();

    @Test
    void theSmallestLimitHoldsForAll() {
        join(1, "a", 40);
        join(2, "a", 20);
        join(3, "a", null);

        Pool pool = pool("a");
        assertThat(pool.limit()).isEqualTo(20);
        assertThat(pool.conflict()).isTrue();
        assertThat(pool.size()).isEqualTo(3);
        assertThat(pool.members(2)).containsExactly(new PoolMember(id(1), 40), new PoolMember(id(2), 20));
    }

    @Test
    void equalLimitsAndMissingOnesAreNoConflict() {
        join(1, "a", 20);
        join(2, "a", 20);
        join(3, "a", null);

        assertThat(pool("a").conflict()).isFalse();
    }

    @Test
    void aPoolWithoutAnyLimitHasNone() {
        join(1, "a", null);

        assertThat(pool("a").limit()).isNull();
    }

    @Test
    void whoLeavesTakesItsLimitAlong() {
        join(1, "a", 40);
        join(2, "a", 20);

        pools.move(ORG, id(2), new CredentialLimit(20, "a"), null);

        assertThat(pool("a").limit()).isEqualTo(40);
        assertThat(pool("a").conflict()).isFalse();
    }

    @Test
    void anEmptyPoolIsGone() {
        join(1, "a", 40);

        pools.move(ORG, id(1), new CredentialLimit(40, "a"), new CredentialLimit(40, "b"));

        assertThat(pools.find(ORG, "a")).isNull();
        assertThat(pool("b").limit()).isEqualTo(40);
    }

    @Test
    void whoeverHasAPoolNeverSeesItEmpty() {
        join(1, "a", 40);
        Pool held = pool("a");

        pools.move(ORG, id(1), new CredentialLimit(40, "a"), null);

        assertThat(pools.find(ORG, "a")).isNull();
        assertThat(held.size()).isEqualTo(1);
        assertThat(held.limit()).isEqualTo(40);
    }

    @Test
    void noPoolIsSeenEmptyWhileItsOnlyMemberComesAndGoes() {
        CredentialLimit limit = new CredentialLimit(40, "a");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100_000; i++) {
                pools.move(ORG, id(1), null, limit);
                pools.move(ORG, id(1), limit, null);
            }
        });
        changes.whenComplete((_, _) -> over.set(true));

        while (!over.get()) {
            assertThat(pools.page(ORG, null, 10))
                    .allSatisfy(pool -> assertThat(pool.size()).isEqualTo(1));
        }
        changes.join();
    }

    @Test
    void organisationsShareNothing() {
        join(1, "a", 40);
        pools.move("other", id(2), null, new CredentialLimit(5, "a"));

        assertThat(pool("a").limit()).isEqualTo(40);
        assertThat(Objects.requireNonNull(pools.find("other", "a")).gate())
                .isNotEqualTo(pool("a").gate());
        assertThat(pools.page("third", null, 10)).isEmpty();
    }

    @Test
    void pagesFollowTheKeys() {
        for (String key : List.of("c", "a", "b", "é")) {
            join(key.codePointAt(0), key, 1);
        }

        assertThat(pools.page(ORG, null, 2)).extracting(Pool::cpsKey).containsExactly("a", "b");
        assertThat(pools.page(ORG, "b", 5)).extracting(Pool::cpsKey).containsExactly("c", "é");
        assertThat(pools.page(ORG, "bb", 1)).extracting(Pool::cpsKey).containsExactly("c");
    }

    @Test
    void agreesWithASimpleModelOverRandomChanges() {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
        Random random = new Random(seed);
        Map<UUID, CredentialLimit> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            UUID id = id(random.nextInt(30));
            @Nullable
            CredentialLimit after = random.nextInt(5) == 0
                    ? null
                    : new CredentialLimit(
                            random.nextBoolean() ? 1 + random.nextInt(4) : null,
                            random.nextInt(4) == 0 ? null : "k" + random.nextInt(4));
            pools.move(ORG, id, model.get(id), after);
            if (after == null) {
                model.remove(id);
            } else {
                model.put(id, after);
            }
            agree(model);
        }
    }

    private void agree(Map<UUID, CredentialLimit> model) {
        Map<String, List<Integer>> limits = new TreeMap<>();
        model.values().stream()
                .filter(limit -> limit.cpsKey() != null)
                .forEach(limit -> limits.computeIfAbsent(Objects.requireNonNull(limit.cpsKey()), _ -> new ArrayList<>())
                        .add(limit.cpsLimit() == null ? 0 : limit.cpsLimit()));
        assertThat(pools.page(ORG, null, 100)).extracting(Pool::cpsKey).containsExactlyElementsOf(limits.keySet());
        limits.forEach((key, ofMembers) -> {
            TreeSet<Integer> distinct = new TreeSet<>(ofMembers);
            distinct.remove(0);
            Pool pool = pool(key);
            assertThat(pool.size()).isEqualTo(ofMembers.size());
            assertThat(pool.limit()).isEqualTo(distinct.isEmpty() ? null : distinct.first());
            assertThat(pool.conflict()).isEqualTo(distinct.size() > 1);
        });
    }

    private void join(int id, String key, @Nullable Integer limit) {
        pools.move(ORG, id(id), null, new CredentialLimit(limit, key));
    }

    private Pool pool(String key) {
        return Objects.requireNonNull(pools.find(ORG, key));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
