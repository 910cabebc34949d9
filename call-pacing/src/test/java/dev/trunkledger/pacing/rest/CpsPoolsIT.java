package dev.trunkledger.pacing.rest;

import static dev.trunkledger.events.testing.TestTrunk.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.http.testing.ApiDescription;
import dev.trunkledger.pacing.rest.PacingSide.Answer;
import dev.trunkledger.pacing.rest.PacingSide.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CpsPoolsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ApiDescription API = new ApiDescription();
    private static final String PATH = "/api/v1/cps-pools";

    private final PacingSide side = PacingSide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final Caller caller = side.caller(orgId);

    @Test
    void showsAPoolWithItsMembersAndAConflict() {
        TestTrunk one = new TestTrunk(orgId).created(limited(40, "carrier"));
        TestTrunk two = new TestTrunk(orgId).created(limited(20, "carrier"));
        side.publish(one, two);
        awaitPools(1, 2);

        Answer answer = caller.get(PATH);

        assertThat(API.faults("GET", PATH, 200, "application/json", answer.json()))
                .isEmpty();
        JsonNode pool = answer.json().at("/items/0");
        assertThat(pool.path("cpsKey").asString()).isEqualTo("carrier");
        assertThat(pool.path("limit").asInt()).isEqualTo(20);
        assertThat(pool.path("conflict").asBoolean()).isTrue();
        assertThat(pool.path("members")
                        .valueStream()
                        .map(member -> member.path("id").asString()))
                .containsExactlyInAnyOrder(one.id().toString(), two.id().toString());
        JsonNode cps = caller.cps(one.id()).json();
        assertThat(API.faults("GET", "/api/v1/sip-credentials/{id}/cps", 200, "application/json", cps))
                .isEmpty();
        assertThat(cps.path("own").asInt()).isEqualTo(40);
        assertThat(cps.path("pool").asInt()).isEqualTo(20);
        assertThat(cps.path("effective").asInt()).isEqualTo(20);
        assertThat(cps.path("conflict").asBoolean()).isTrue();
    }

    @Test
    void showsHowMuchOfAPoolIsUsed() {
        TestTrunk trunk = new TestTrunk(orgId).created(limited(5, "busy"));
        side.publish(trunk);
        awaitPools(1, 1);
        assertThat(caller.permits(trunk.id(), "{\"calls\":5,\"maxWaitMs\":2000}")
                        .status())
                .isEqualTo(200);

        assertThat(caller.get(PATH).json().at("/items/0/nextStartMs").asLong()).isPositive();
        // It shows for a second only, so there is always something new to show.
        await().atMost(PATIENCE).until(() -> {
            caller.permits(trunk.id(), "{\"calls\":1,\"maxWaitMs\":2000}");
            return caller.get(PATH).json().at("/items/0/startsLastSecond").asInt() > 0;
        });
    }

    @Test
    void pagesThroughAllKeysInTheirOrder() {
        List<String> keys = List.of("a", "b", "c", "d/e", "é");
        keys.forEach(key -> side.publish(new TestTrunk(orgId).created(limited(5, key))));
        awaitPools(keys.size(), 1);

        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = caller.get(PATH + "?take=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.path("items").forEach(pool -> seen.add(pool.path("cpsKey").asString()));
            cursor = page.path("nextCursor").stringValue(null);
        } while (cursor != null);

        assertThat(seen).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"take=0", "take=1001", "cursor=*", "cursor=_w", "skip=1", "take=1&take=2"})
    void refusesAQueryThatItDoesNotKnow(String query) {
        assertThat(caller.get(PATH + "?" + query).status()).isEqualTo(400);
    }

    private void awaitPools(int pools, int membersOfTheFirst) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode items = caller.get(PATH).json().path("items");
            return items.size() == pools && items.at("/0/memberCount").asInt() == membersOfTheFirst;
        });
    }
}
