package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One credential at each version, between any two, and at any time, against the events themselves. */
class TimeTravelIT {

    private static final QuerySide QUERY_SIDE = QuerySide.shared();
    private static final String ORG = "org-" + UUID.randomUUID();
    private static final Client CALLER = QUERY_SIDE.caller(ORG);
    private static final long SEED = RandomTrunks.seed();

    private static List<Trunk> trunks = List.of();

    @BeforeAll
    static void fill() {
        RandomTrunks random = new RandomTrunks(SEED);
        trunks = IntStream.range(0, 60).mapToObj(i -> random.trunk(ORG)).toList();
        QUERY_SIDE.project(random.mixed(trunks).toArray(SealedEvent[]::new));
        trunks.forEach(trunk -> QUERY_SIDE.reveal(trunk.accesses()));
    }

    @Test
    void tellsEveryVersionOfEveryCredentialDeletedAndErasedOnesToo() {
        for (Trunk trunk : trunks) {
            for (int version = 1; version <= trunk.events().size(); version++) {
                List<SealedEvent> history = trunk.events().subList(0, version);
                Answer answer = CALLER.get(trunk.path() + "/versions/" + version);
                Instant deleted = ListModel.deletedTime(history);
                ObjectNode expected = state(history);
                expected.put("deletedTime", deleted == null ? null : deleted.toString());
                assertThat(answer.json()).as("seed %d", SEED).isEqualTo(expected);
                assertThat(answer.header("ETag")).contains("\"" + version + "\"");
            }
            int beyond = trunk.events().size() + 1;
            Answer answer = CALLER.get(trunk.path() + "/versions/" + beyond);
            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(answer.json().path("detail").asString()).endsWith("no version " + beyond + ".");
        }
    }

    @Test
    void letsTheCallerKeepAVersion() {
        Trunk trunk = trunks.getFirst();
        Answer answer = CALLER.get(trunk.path() + "/versions/1");
        assertThat(answer.header("Cache-Control")).contains("max-age=86400, private, immutable");
        assertThat(answer.response().headers().allValues("Vary")).contains("Authorization");
        Answer again = CALLER.get(trunk.path() + "/versions/1", "If-None-Match", "\"1\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
    }

    @Test
    void tellsWhatAnyTwoVersionsDifferIn() {
        for (Trunk trunk : trunks) {
            List<SealedEvent> events = trunk.events();
            for (int from = 1; from <= events.size(); from++) {
                for (int to = 1; to <= events.size(); to++) {
                    JsonNode diff = CALLER.get(trunk.path() + "/diff?from=" + from + "&to=" + to)
                            .json();
                    assertThat(diff.path("from").asInt()).isEqualTo(from);
                    assertThat(diff.path("to").asInt()).isEqualTo(to);
                    assertThat(changes(diff)).as("seed %d", SEED).isEqualTo(changes(events, from, to));
                    assertThat(diff.path("deleted").path("from").asBoolean())
                            .isEqualTo(ListModel.isDeleted(events.subList(0, from)));
                    assertThat(diff.path("deleted").path("to").asBoolean())
                            .isEqualTo(ListModel.isDeleted(events.subList(0, to)));
                }
            }
        }
    }

    @Test
    void namesTheVersionsThatThereAreNot() {
        Trunk trunk = new Trunk(ORG);
        QUERY_SIDE.project(trunk.created(Trunk.server("a.test")));
        assertThat(detail(trunk.path() + "/diff?from=1&to=2")).endsWith("no version 2.");
        assertThat(detail(trunk.path() + "/diff?from=7&to=1")).endsWith("no version 7.");
        assertThat(detail(trunk.path() + "/diff?from=3&to=2")).endsWith("no version 3 and 2.");
    }

    @Test
    void tellsTheStateBeforeAtAndAfterTheTimeOfEveryEvent() {
        for (Trunk trunk : trunks) {
            for (Instant event : times(trunk)) {
                for (Instant time : List.of(
                        event.minusNanos(1_000),
                        event.minusNanos(1),
                        event,
                        event.plusNanos(999),
                        event.plusNanos(1_000),
                        event.plusSeconds(86_400L * 36_500))) {
                    agrees(trunk, time);
                }
            }
        }
    }

    @Test
    void takesATimeInAnyZoneAndAnswersWithTheVersionsTag() {
        Trunk trunk = new Trunk(ORG);
        QUERY_SIDE.project(
                trunk.created(Trunk.server("a.test")),
                trunk.at(Trunk.START.plusSeconds(60)).replaced(Trunk.server("b.test")));
        Answer answer = CALLER.get(trunk.path() + "?asOf=2026-01-01T01:00:59%2B01:00");
        assertThat(answer.json().path("server").asString()).isEqualTo("a.test");
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.header("Cache-Control")).contains("no-cache, private");
        assertThat(CALLER.get(trunk.path() + "?asOf=2026-01-01T01:01:00%2B01:00", "If-None-Match", "\"2\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        String path = trunks.getFirst().path();
        assertThat(pointers(path + "?asOf=yesterday")).containsExactly("/asOf");
        assertThat(pointers(path + "?asOf=2026-01-01T00:00:00Z&minVersion=2")).containsExactly("/minVersion");
        assertThat(pointers(path + "?asOf=2026-01-01T00:00:00Z&asOf=2026-01-02T00:00:00Z"))
                .containsExactly("/asOf");
        assertThat(pointers(path + "/diff")).containsExactlyInAnyOrder("/from", "/to");
        assertThat(pointers(path + "/diff?from=0&to=x&with=y")).containsExactlyInAnyOrder("/from", "/to", "/with");
        for (String version : List.of("0", "-1", "+1", "0x1", "latest", "99999999999999999999")) {
            assertThat(pointers(path + "/versions/" + version)).as(version).containsExactly("/version");
        }
        assertThat(pointers(path + "/versions/1?asOf=2026-01-01T00:00:00Z")).containsExactly("/asOf");
    }

    @Test
    void tellsAnotherOrganisationNothing() {
        Trunk trunk = trunks.getFirst();
        Client stranger = QUERY_SIDE.caller(ORG + "x");
        Trunk nobodys = new Trunk(ORG);
        for (String query :
                List.of("/versions/1", "/diff?from=1&to=1", "?asOf=2030-01-01T00:00:00Z", "/history/verification")) {
            Answer theirs = stranger.get(trunk.path() + query);
            assertThat(theirs.status()).as(query).isEqualTo(404);
            assertThat(theirs.json().path("detail"))
                    .isEqualTo(stranger.get(nobodys.path() + query).json().path("detail"));
        }
        assertThat(stranger.get("/api/v1/sip-credentials?includeDeleted=true&asOf=2030-01-01T00:00:00Z")
                        .json()
                        .path("totalCount")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void asksForTheScopeOfAReader() {
        String path = trunks.getFirst().path();
        Client auditor = QUERY_SIDE.caller(ORG, Scopes.AUDIT);
        Client writer = QUERY_SIDE.caller(ORG, Scopes.WRITE);
        for (String query : List.of("/versions/1", "/diff?from=1&to=1", "?asOf=2030-01-01T00:00:00Z")) {
            assertThat(auditor.get(path + query).problem()).as(query).isEqualTo("insufficient-scope");
        }
        assertThat(auditor.get(path + "/history/verification").status()).isEqualTo(200);
        assertThat(writer.get(path + "/history/verification").status()).isEqualTo(403);
    }

    private static void agrees(Trunk trunk, Instant time) {
        List<SealedEvent> history = ListModel.upTo(trunk.events(), time);
        Answer answer = CALLER.get(trunk.path() + "?asOf=" + time);
        if (history.isEmpty()) {
            assertThat(answer.status()).as("seed %d, %s", SEED, time).isEqualTo(404);
        } else if (ListModel.isDeleted(history)) {
            assertThat(answer.status()).as("seed %d, %s", SEED, time).isEqualTo(410);
            assertThat(answer.json().path("deletedTime").asString())
                    .isEqualTo(String.valueOf(ListModel.deletedTime(history)));
        } else {
            assertThat(answer.json()).as("seed %d, %s", SEED, time).isEqualTo(state(history));
        }
    }

    private static ObjectNode state(List<SealedEvent> history) {
        PublicCredential credential = PublicCredential.after(history.getLast().event());
        return (ObjectNode) JsonMapper.shared().readTree(PublicCredentialJson.bytes(credential));
    }

    private static List<Instant> times(Trunk trunk) {
        return trunk.events().stream()
                .map(link -> link.event().envelope().occurredTime())
                .distinct()
                .toList();
    }

    private static Map<String, List<@Nullable Object>> changes(List<SealedEvent> events, int from, int to) {
        CredentialContent before = events.get(from - 1).event().content();
        return AuditModel.changes(before, events.get(to - 1).event().content());
    }

    private static Map<String, List<@Nullable Object>> changes(JsonNode diff) {
        Map<String, List<@Nullable Object>> changes = new LinkedHashMap<>();
        for (JsonNode change : diff.path("changes")) {
            List<@Nullable Object> fromAndTo = new ArrayList<>();
            fromAndTo.add(JsonMapper.shared().treeToValue(change.get("from"), Object.class));
            fromAndTo.add(JsonMapper.shared().treeToValue(change.get("to"), Object.class));
            changes.put(change.path("field").asString(), fromAndTo);
        }
        return changes;
    }

    private static String detail(String path) {
        Answer answer = CALLER.get(path);
        assertThat(answer.status()).isEqualTo(404);
        return answer.json().path("detail").asString();
    }

    private static List<String> pointers(String path) {
        Answer answer = CALLER.get(path);
        assertThat(answer.problem()).as(path).isEqualTo("invalid-parameter");
        return answer.json().path("errors").findValuesAsString("pointer");
    }
}
