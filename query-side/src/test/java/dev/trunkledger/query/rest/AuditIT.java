package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.rest.AuditModel.Told;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditIT {

    private static final String ENTRIES = "/api/v1/audit-entries";
    private static final QuerySide QUERY_SIDE = QuerySide.shared();
    private static final String ORG = "org-" + UUID.randomUUID();
    private static final Client CALLER = QUERY_SIDE.caller(ORG);
    private static final long SEED = RandomTrunks.seed();
    private static final RandomTrunks RANDOM = new RandomTrunks(SEED);
    private static final Map<String, List<String>> FILTERS = new LinkedHashMap<>();

    private static List<Trunk> trunks = List.of();

    @BeforeAll
    static void fill() {
        trunks = IntStream.range(0, 60).mapToObj(i -> RANDOM.trunk(ORG)).toList();
        List<Trunk> all = new ArrayList<>(trunks);
        IntStream.range(0, 20).forEach(i -> all.add(RANDOM.trunk(ORG + "-other")));
        List<SealedAccess> accesses = new ArrayList<>(
                all.stream().flatMap(trunk -> trunk.accesses().stream()).toList());
        // Some before their credentials, in no order, and all of them twice.
        List<SealedAccess> early = RANDOM.shuffled(accesses);
        QUERY_SIDE.reveal(early.subList(0, early.size() / 2));
        QUERY_SIDE.project(RANDOM.mixed(all).toArray(SealedEvent[]::new));
        QUERY_SIDE.reveal(early.subList(early.size() / 2, early.size()));
        QUERY_SIDE.reveal(RANDOM.shuffled(accesses));
        FILTERS.put(
                "credentialId",
                List.of(
                        trunks.get(0).id().toString(),
                        trunks.get(1).id().toString(),
                        UUID.randomUUID().toString()));
        FILTERS.put("actor", RandomTrunks.ACTORS);
        FILTERS.put("action", List.of("created", "replaced", "restored", "deleted", "erased", "revealed"));
        FILTERS.put(
                "field",
                List.of(
                        "server",
                        "transport",
                        "domain",
                        "authUser",
                        "authPassword",
                        "description",
                        "cpsLimit",
                        "cpsKey"));
        FILTERS.put("requestId", List.of("req-1", "a/b=1", "req-2"));
        FILTERS.put("from", List.of("2026-01-01T00:00:02Z", "2026-01-01T00:00:05.000001Z"));
        FILTERS.put("to", List.of("2026-01-01T00:00:06Z", "2026-01-01T00:00:09.000001Z", "2025-01-01T00:00:00Z"));
    }

    @Test
    void agreesWithTheModelForEachValueOfEveryFilter() {
        agrees(Map.of());
        FILTERS.forEach((name, values) -> values.forEach(value -> agrees(Map.of(name, value))));
    }

    @Test
    void agreesWithTheModelForRandomCombinations() {
        for (int i = 0; i < 100; i++) {
            Map<String, String> query = new LinkedHashMap<>();
            FILTERS.forEach((name, values) -> {
                if (RANDOM.oneIn(3)) {
                    query.put(name, RANDOM.pick(values));
                }
            });
            agrees(query);
        }
    }

    @Test
    void tellsTheHistoryOfEachCredentialDeletedOrNotNewestFirst() {
        for (Trunk trunk : trunks) {
            List<JsonNode> items = CALLER.walk(trunk.path() + "/history", "take=2");
            List<Told> expected = AuditModel.told(trunk).reversed();
            assertThat(items).as("seed %d", SEED).hasSameSizeAs(expected);
            for (int i = 0; i < items.size(); i++) {
                tells(items.get(i), expected.get(i));
                assertThat(items.get(i).has("credentialId")).isFalse();
            }
        }
    }

    @Test
    void neitherRepeatsNorPassesOverEntriesWhileOthersAreAdded() {
        String orgId = "org-" + UUID.randomUUID();
        Client caller = QUERY_SIDE.caller(orgId);
        List<Trunk> before =
                IntStream.range(0, 10).mapToObj(i -> RANDOM.trunk(orgId)).toList();
        QUERY_SIDE.project(RANDOM.mixed(before).toArray(SealedEvent[]::new));
        before.forEach(trunk -> QUERY_SIDE.reveal(trunk.accesses()));
        List<String> met = new ArrayList<>();
        Answer page = caller.get(ENTRIES + "?take=3");
        met.addAll(ids(page.items()));
        while (page.nextCursor().isPresent()) {
            QUERY_SIDE.project(RANDOM.trunk(orgId).events().toArray(SealedEvent[]::new));
            page = caller.get(ENTRIES + "?take=3&cursor=" + page.nextCursor().get());
            met.addAll(ids(page.items()));
        }
        assertThat(met).as("seed %d", SEED).doesNotHaveDuplicates();
        assertThat(met)
                .containsAll(new AuditModel(before)
                        .entries(Map.of()).stream().map(Told::id).toList());
    }

    @Test
    void refusesBadParametersAllAtOnceAndForeignCursors() {
        Answer answer = CALLER.get(ENTRIES + "?credentialId=x&action=shown&field=password&from=1&to=&take=0&actr=a");
        assertThat(answer.problem()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/credentialId", "/action", "/field", "/from", "/to", "/take", "/actr");
        String cursor = CALLER.get(ENTRIES + "?take=1").nextCursor().orElseThrow();
        assertThat(CALLER.get(ENTRIES + "?actor=bob&cursor=" + cursor).problem())
                .isEqualTo("invalid-cursor");
        assertThat(CALLER.get(trunks.get(0).path() + "/history?cursor=" + cursor)
                        .problem())
                .isEqualTo("invalid-cursor");
        assertThat(CALLER.get(trunks.get(0).path() + "/history?skip=1").problem())
                .isEqualTo("invalid-parameter");
    }

    private static void agrees(Map<String, String> query) {
        List<Told> expected = new AuditModel(trunks).entries(query);
        String encoded = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", "&take=" + RANDOM.pick(List.of(7, 50, 1000))));
        List<JsonNode> items = CALLER.walk(ENTRIES, encoded);
        assertThat(ids(items))
                .as("seed %d, %s", SEED, query)
                .isEqualTo(expected.stream().map(Told::id).toList());
        for (int i = 0; i < items.size(); i++) {
            tells(items.get(i), expected.get(i));
        }
    }

    private static void tells(JsonNode item, Told told) {
        EventActor actor = told.envelope().actor();
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        if (item.has("credentialId")) {
            expected.put("credentialId", told.envelope().credentialId().toString());
        }
        expected.put("version", told.envelope().version());
        if (told.accessSequence() > 0) {
            expected.put("accessSequence", told.accessSequence());
        }
        expected.put("action", told.action());
        expected.put("occurredTime", told.envelope().occurredTime().toString());
        expected.put("actor", actor.sub());
        expected.put("client", actor.clientId());
        expected.put("ip", actor.ip());
        expected.put("userAgent", actor.userAgent());
        expected.put("reason", actor.reason());
        expected.put("requestId", actor.requestId());
        if (told.secretVersion() != null) {
            expected.put("secretVersion", told.secretVersion());
        }
        expected.put("changes", changes(told));
        expected.put("hash", told.hash());
        expected.put("previousHash", told.envelope().previousHash());
        assertThat(item.toString()).isEqualTo(JsonMapper.shared().writeValueAsString(expected));
    }

    private static List<Map<String, @Nullable Object>> changes(Told told) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        told.changes().forEach((field, fromAndTo) -> {
            Map<String, @Nullable Object> change = new LinkedHashMap<>();
            change.put("field", field);
            change.put("from", fromAndTo.get(0));
            change.put("to", fromAndTo.get(1));
            changes.add(change);
        });
        return changes;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream()
                .map(item -> item.path("credentialId").asString() + "/"
                        + item.path("version").asLong() + "/"
                        + item.path("accessSequence").asLong(0))
                .toList();
    }
}
