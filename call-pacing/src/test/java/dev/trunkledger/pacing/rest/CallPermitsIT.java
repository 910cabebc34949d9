package dev.trunkledger.pacing.rest;

import static dev.trunkledger.events.testing.TestTrunk.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.testing.ApiDescription;
import dev.trunkledger.pacing.rest.PacingSide.Answer;
import dev.trunkledger.pacing.rest.PacingSide.Caller;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CallPermitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ApiDescription API = new ApiDescription();
    private static final String PERMITS = "/api/v1/sip-credentials/{id}/call-permits";

    /**
     * Where the first start is only to be taken: on a machine that stood still for a moment an answer may come too late for
     * its start, and who cannot wait for another one is refused.
     */
    private static final String PATIENTLY = "{\"maxWaitMs\":5000}";

    private final PacingSide side = PacingSide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final Caller dialer = side.caller(orgId);

    @Test
    void grantsACallAtOnceAndTheNextOneAfterASpacing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            UUID trunk = trunk(2, null);
            assertThat(granted(dialer.permits(trunk, null))).containsExactly(0L);
            List<Long> second = granted(dialer.permits(trunk, "{\"maxWaitMs\":1000}"));
            assertThat(second.getFirst()).isBetween(1L, 513L);
        });
    }

    @Test
    void leasesSeveralStartsASpacingApart() {
        UUID trunk = trunk(100, null);

        JsonNode answer =
                dialer.permits(trunk, "{\"calls\":4,\"maxWaitMs\":100}").json();

        assertThat(answer.path("granted").asInt()).isEqualTo(4);
        assertThat(answer.path("limit").asInt()).isEqualTo(100);
        List<Long> delays =
                answer.path("delaysMs").valueStream().map(JsonNode::longValue).toList();
        assertThat(delays.getFirst()).isEqualTo(answer.path("delayMs").asLong(-1));
        for (int i = 1; i < 4; i++) {
            assertThat(delays.get(i) - delays.get(i - 1)).isBetween(10L, 11L);
        }
    }

    @Test
    void refusesWithTheTimeAtWhichToComeBack() {
        UUID trunk = trunk(1, null);
        granted(dialer.permits(trunk, PATIENTLY));

        Answer refused = dialer.permits(trunk, "{}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("cps-limit-exceeded");
        assertThat(refused.json().path("retryAfterMs").asLong()).isBetween(1L, 2_050L);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(1);
        assertThat(refused.header("Retry-After")).isIn("1", "2", "3");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"cps\";q=1;w=1");
        assertThat(refused.header("RateLimit")).matches("\"cps\";r=0;t=[123]");
        assertThat(API.faults("POST", PERMITS, 429, "application/problem+json", refused.json()))
                .isEmpty();
    }

    @Test
    void tellsWhatANumberOfCallsWouldNeed() {
        UUID trunk = trunk(10, null);

        Answer refused = dialer.permits(trunk, "{\"calls\":20,\"maxWaitMs\":1000}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/maxWaitMs");
        assertThat(refused.json().at("/errors/0/message").asString())
                .isEqualTo("20 calls at 10 per second need at least 1948 ms.");
    }

    @Test
    void grantsAtOnceWhatNothingLimits() {
        UUID trunk = trunk(null, null);

        Answer answer = dialer.permits(trunk, "{\"calls\":1000}");

        assertThat(granted(answer)).hasSize(1000).containsOnly(0L);
        assertThat(answer.json().path("limit").isNull()).isTrue();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void membersOfAPoolShareItsSmallestLimit() {
        UUID one = trunk(50, "shared");
        UUID two = trunk(1, "shared");
        UUID unlimited = trunk(null, "shared");
        awaitLimit(one, 1);

        granted(dialer.permits(one, PATIENTLY));

        assertThat(dialer.permits(two, null).status()).isEqualTo(429);
        assertThat(dialer.permits(unlimited, null).status()).isEqualTo(429);
    }

    @Test
    void whatThePoolRefusesTakesNothingFromTheTrunk() {
        UUID one = trunk(1, "pool");
        UUID two = trunk(1, "pool");
        awaitMembers(one, 2);
        granted(dialer.permits(one, PATIENTLY));
        assertThat(dialer.permits(two, null).status()).isEqualTo(429);

        TestTrunk alone = new TestTrunk(orgId, two);
        side.publish(alone.created(limited(1, "pool")).replaced(limited(1, null)));
        await().atMost(PATIENCE)
                .until(() -> dialer.cps(two).json().path("cpsKey").isNull());

        assertThat(side.hasStarts(two)).isFalse();
        granted(dialer.permits(two, PATIENTLY));
        assertThat(side.hasStarts(two)).isTrue();
    }

    @Test
    void aChangedLimitHoldsFromThenOn() {
        TestTrunk trunk = new TestTrunk(orgId).created(limited(1, null));
        side.publish(trunk);
        awaitLimit(trunk.id(), 1);
        granted(dialer.permits(trunk.id(), PATIENTLY));
        assertThat(dialer.permits(trunk.id(), null).status()).isEqualTo(429);

        side.publish(trunk.replaced(limited(null, null)));

        await().atMost(PATIENCE).until(() -> dialer.permits(trunk.id(), null).status() == 200);
    }

    @Test
    void aDeletedTrunkIsGoneForItsOwnersAndUnknownToOthers() {
        TestTrunk trunk = new TestTrunk(orgId).created(limited(5, "key"));
        side.publish(trunk);
        awaitLimit(trunk.id(), 5);

        side.publish(trunk.deleted());

        await().atMost(PATIENCE).until(() -> dialer.permits(trunk.id(), null).status() == 410);
        assertThat(dialer.cps(trunk.id()).status()).isEqualTo(410);
        assertThat(dialer.get("/api/v1/cps-pools").json().path("items").size()).isZero();
        assertThat(side.caller("stranger").permits(trunk.id(), null).status()).isEqualTo(404);
    }

    @Test
    void anotherOrganisationsTrunkIsUnknownAndKeepsItsStarts() {
        UUID trunk = trunk(1, "key");
        Caller stranger = side.caller("stranger-" + UUID.randomUUID());

        assertThat(stranger.permits(trunk, null).status()).isEqualTo(404);
        assertThat(stranger.cps(trunk).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/cps-pools").json().path("items").size())
                .isZero();

        assertThat(side.hasStarts(trunk)).isFalse();
    }

    @Test
    void eachCallNeedsItsScope() {
        UUID trunk = trunk(1, null);

        assertThat(side.caller(orgId, Scopes.READ).permits(trunk, null).status())
                .isEqualTo(403);
        assertThat(side.caller(orgId, Scopes.READ).cps(trunk).status()).isEqualTo(200);
        assertThat(side.caller(orgId, Scopes.CALL_PERMITS).cps(trunk).status()).isEqualTo(200);
        assertThat(side.caller(orgId, Scopes.AUDIT).get("/api/v1/cps-pools").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"calls\":0}", "{\"call\":1}", "[]", "{\"maxWaitMs\":60001}", "{\"calls\":\"2\"}"})
    void refusesABodyWithoutReservingAnything(String body) {
        UUID trunk = trunk(1, null);

        assertThat(dialer.permits(trunk, body).status()).isIn(400, 422);

        assertThat(side.hasStarts(trunk)).isFalse();
    }

    private UUID trunk(@Nullable Integer limit, @Nullable String key) {
        TestTrunk trunk = new TestTrunk(orgId).created(limited(limit, key));
        side.publish(trunk);
        await().atMost(PATIENCE).until(() -> dialer.cps(trunk.id()).status() == 200);
        return trunk.id();
    }

    private void awaitLimit(UUID trunk, int limit) {
        await().atMost(PATIENCE)
                .until(() -> dialer.cps(trunk).json().path("effective").asInt(0) == limit);
    }

    private void awaitMembers(UUID trunk, int members) {
        await().atMost(PATIENCE)
                .until(() -> dialer.cps(trunk).json().path("memberCount").asInt(0) == members);
    }

    private static List<Long> granted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(API.faults("POST", PERMITS, 200, "application/json", answer.json()))
                .isEmpty();
        return answer.json()
                .path("delaysMs")
                .valueStream()
                .map(JsonNode::longValue)
                .toList();
    }
}
