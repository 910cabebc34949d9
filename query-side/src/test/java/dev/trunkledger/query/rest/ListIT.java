package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ListIT {

    private static final String LIST = "/api/v1/sip-credentials";
    private static final QuerySide QUERY_SIDE = QuerySide.shared();
    private static final String ORG = "org-" + UUID.randomUUID();
    private static final Client CALLER = QUERY_SIDE.caller(ORG);
    private static final long SEED = RandomTrunks.seed();
    private static final RandomTrunks RANDOM = new RandomTrunks(SEED);

    private static final List<String> SORTS = List.of(
            "lastUpdateTime",
            "-lastUpdateTime",
            "createdTime",
            "-createdTime",
            "server",
            "-server",
            "description",
            "-description");
    private static final Map<String, List<String>> FILTERS = new LinkedHashMap<>();

    private static ListModel model = new ListModel(List.of());

    @BeforeAll
    static void fill() {
        FILTERS.put(
                "search",
                List.of(
                        "berlin",
                        "ÄRG",
                        "%",
                        "_",
                        "\\",
                        "'",
                        "100%",
                        "r_s",
                        "a",
                        "xample.c",
                        "nothing",
                        "😀",
                        "; --",
                        "--",
                        "\\\\"));
        FILTERS.put("transport", List.of("udp", "tcp", "tls"));
        FILTERS.put("source", List.of("manual", "provider"));
        FILTERS.put("cpsKey", List.of("shared", "Shared", "it's; --", "50%", "none"));
        FILTERS.put(
                "providerId",
                RandomTrunks.PROVIDERS.stream().map(UUID::toString).toList());
        FILTERS.put(
                "updatedSince", List.of("2026-01-01T00:00:04Z", "2026-01-01T00:00:07.000001Z", "2030-01-01T00:00:00Z"));
        FILTERS.put("includeDeleted", List.of("true", "false"));

        List<Trunk> ours =
                IntStream.range(0, 120).mapToObj(i -> RANDOM.trunk(ORG)).toList();
        List<Trunk> all = new ArrayList<>(ours);
        IntStream.range(0, 40).forEach(i -> all.add(RANDOM.trunk(ORG + "-other")));
        QUERY_SIDE.project(RANDOM.mixed(all).toArray(SealedEvent[]::new));
        ours.forEach(trunk -> QUERY_SIDE.reveal(trunk.accesses()));
        model = ListModel.of(ours);
    }

    @Test
    void agreesWithTheModelForEverySortAndEachValueOfEveryFilter() {
        for (String sort : SORTS) {
            agrees(Map.of("sort", sort));
            agrees(Map.of("sort", sort, "includeDeleted", "true"));
        }
        FILTERS.forEach((name, values) -> values.forEach(value -> {
            agrees(Map.of(name, value));
            agrees(Map.of(name, value, "sort", RANDOM.pick(SORTS)));
        }));
    }

    @Test
    void agreesWithTheModelForRandomCombinations() {
        for (int i = 0; i < 80; i++) {
            Map<String, String> query = new LinkedHashMap<>(Map.of("sort", RANDOM.pick(SORTS)));
            FILTERS.forEach((name, values) -> {
                if (RANDOM.oneIn(3)) {
                    query.put(name, RANDOM.pick(values));
                }
            });
            agrees(query);
        }
    }

    @Test
    void agreesWithTheModelOfAnyTime() {
        List<Instant> times = model.histories().stream()
                .flatMap(List::stream)
                .map(link -> link.event().envelope().occurredTime())
                .toList();
        FILTERS.forEach((name, values) -> values.forEach(value -> {
            for (String deleted : List.of("true", "false")) {
                Map<String, String> query = new LinkedHashMap<>(Map.of("includeDeleted", deleted));
                query.put(name, value);
                query.put("asOf", RANDOM.pick(times).toString());
                agrees(query);
            }
        }));
        for (String sort : SORTS) {
            for (long nanos : List.of(-1L, 0L, 999L)) {
                String asOf = RANDOM.pick(times).plusNanos(nanos).toString();
                agrees(Map.of("sort", sort, "asOf", asOf));
                agrees(Map.of("sort", sort, "asOf", asOf, "includeDeleted", "true"));
            }
        }
        agrees(Map.of("asOf", Trunk.START.minusNanos(1).toString(), "includeDeleted", "true"));
        agrees(Map.of("asOf", "2126-01-01T00:00:00Z", "includeDeleted", "true"));
    }

    @Test
    void agreesWithTheModelOfAnyTimeForRandomCombinations() {
        for (int i = 0; i < 80; i++) {
            Map<String, String> query = new LinkedHashMap<>(Map.of("sort", RANDOM.pick(SORTS)));
            query.put(
                    "asOf",
                    Trunk.START
                            .plusMillis(RANDOM.pick(List.of(0, 900, 3_000, 5_500, 9_000, 60_000)))
                            .toString());
            FILTERS.forEach((name, values) -> {
                if (RANDOM.oneIn(3)) {
                    query.put(name, RANDOM.pick(values));
                }
            });
            agrees(query);
        }
    }

    @Test
    void showsEachCredentialAsItStoodThen() {
        Instant time = Trunk.START.plusSeconds(4);
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        CALLER.walk(LIST, "includeDeleted=true&take=50&asOf=" + time)
                .forEach(item -> shown.put(item.path("id").asString(), item));
        List<List<SealedEvent>> histories = model.asOf(time).histories();
        assertThat(shown).hasSameSizeAs(histories);
        for (List<SealedEvent> history : histories) {
            PublicCredential then = PublicCredential.after(history.getLast().event());
            ObjectNode expected = PublicCredentialJson.write(then);
            Instant deleted = ListModel.deletedTime(history);
            expected.put("deletedTime", deleted == null ? null : deleted.toString());
            assertThat(shown.get(then.id().toString())).as("seed %d", SEED).hasToString(expected.toString());
        }
    }

    @Test
    void skipsInThePastToAnyDepthAndBeyond() {
        String asOf = Trunk.START.plusSeconds(5).toString();
        List<String> expected = model.asOf(Instant.parse(asOf)).ids(Map.of("sort", "server"));
        for (int skip : List.of(0, 1, 30, expected.size() - 1, expected.size(), 5000, Integer.MAX_VALUE)) {
            Answer page = CALLER.get(LIST + "?sort=server&take=7&skip=" + skip + "&asOf=" + asOf);
            int from = Math.min(skip, expected.size());
            int to = Math.min(from + 7, expected.size());
            assertThat(ids(page.items())).as("seed %d", SEED).isEqualTo(expected.subList(from, to));
            assertThat(page.json().path("totalCount").asInt()).isEqualTo(expected.size());
            assertThat(page.nextCursor().isPresent()).isEqualTo(to < expected.size());
        }
    }

    @Test
    void bindsACursorToItsTime() {
        String asOf = "&asOf=" + Trunk.START.plusSeconds(5);
        String now = CALLER.get(LIST + "?take=5").nextCursor().orElseThrow();
        String then = CALLER.get(LIST + "?take=5" + asOf).nextCursor().orElseThrow();
        assertThat(CALLER.get(LIST + "?take=5" + asOf + "&cursor=" + then).status())
                .isEqualTo(200);
        for (String query : List.of(
                "cursor=" + then,
                "asOf=" + Trunk.START.plusSeconds(6) + "&cursor=" + then,
                asOf.substring(1) + "&cursor=" + now)) {
            assertThat(CALLER.get(LIST + "?" + query).problem()).as(query).isEqualTo("invalid-cursor");
        }
    }

    @Test
    void skipsToAnyDepthAndBeyond() {
        List<String> expected = model.ids(Map.of("sort", "server", "includeDeleted", "true"));
        for (int skip : List.of(0, 1, 50, expected.size() - 1, expected.size(), 5000, Integer.MAX_VALUE)) {
            Answer page = CALLER.get(LIST + "?sort=server&includeDeleted=true&take=7&skip=" + skip);
            int from = Math.min(skip, expected.size());
            int to = Math.min(from + 7, expected.size());
            assertThat(ids(page.items())).isEqualTo(expected.subList(from, to));
            assertThat(page.json().path("totalCount").asInt()).isEqualTo(expected.size());
            assertThat(page.json().path("skip").asInt()).isEqualTo(skip);
            assertThat(page.json().path("take").asInt()).isEqualTo(7);
            assertThat(page.nextCursor().isPresent()).isEqualTo(to < expected.size());
        }
    }

    @Test
    void goesOnByCursorFromWhereASkipLed() {
        List<String> expected = model.ids(Map.of());
        Answer skipped = CALLER.get(LIST + "?skip=10&take=5");
        Answer next = CALLER.get(LIST + "?take=5&cursor=" + skipped.nextCursor().orElseThrow());
        assertThat(ids(next.items())).isEqualTo(expected.subList(15, 20));
        assertThat(next.json().path("skip").asInt()).isZero();
    }

    @Test
    void showsTheDeletedTimeToWhoIncludesDeletedOnes() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (JsonNode item : CALLER.walk(LIST, "includeDeleted=true")) {
            assertThat(item.has("deletedTime")).isTrue();
            shown.put(item.path("id").asString(), item.path("deletedTime").toString());
        }
        for (List<SealedEvent> history : model.histories()) {
            Instant time = ListModel.deletedTime(history);
            String id = history.getLast().event().credentialId().toString();
            assertThat(shown).containsEntry(id, time == null ? "null" : "\"" + time + "\"");
        }
        assertThat(CALLER.get(LIST).items()).allMatch(item -> !item.has("deletedTime"));
    }

    @Test
    void neitherRepeatsNorPassesOverWhatWasThereWhileOthersAreAdded() {
        for (String sort : SORTS) {
            String orgId = "org-" + UUID.randomUUID();
            Client caller = QUERY_SIDE.caller(orgId);
            List<Trunk> before =
                    IntStream.range(0, 30).mapToObj(i -> RANDOM.trunk(orgId)).toList();
            QUERY_SIDE.project(RANDOM.mixed(before).toArray(SealedEvent[]::new));
            List<String> met = new ArrayList<>();
            String query = "?includeDeleted=true&take=4&sort=" + sort;
            Answer page = caller.get(LIST + query);
            met.addAll(ids(page.items()));
            while (page.nextCursor().isPresent()) {
                QUERY_SIDE.project(RANDOM.trunk(orgId).events().toArray(SealedEvent[]::new));
                page = caller.get(LIST + query + "&cursor=" + page.nextCursor().get());
                met.addAll(ids(page.items()));
            }
            assertThat(met).as("seed %d, %s", SEED, sort).doesNotHaveDuplicates();
            assertThat(new HashSet<>(met)).containsAll(ListModel.of(before).ids(Map.of("includeDeleted", "true")));
        }
    }

    @Test
    void refusesCursorsThatAreNotItsOwn() {
        String cursor = CALLER.get(LIST + "?take=5&sort=server").nextCursor().orElseThrow();
        String flipped = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        for (String query : List.of(
                "cursor=" + cursor,
                "sort=-server&cursor=" + cursor,
                "sort=server&transport=udp&cursor=" + cursor,
                "sort=server&cursor=" + flipped,
                "sort=server&cursor=",
                "sort=server&cursor=null")) {
            assertThat(CALLER.get(LIST + "?" + query).problem()).as(query).isEqualTo("invalid-cursor");
        }
        Client other = QUERY_SIDE.caller(ORG + "-other");
        assertThat(other.get(LIST + "?sort=server&cursor=" + cursor).status()).isEqualTo(400);
        assertThat(CALLER.get("/api/v1/audit-entries?cursor=" + cursor).problem())
                .isEqualTo("invalid-cursor");
        assertThat(CALLER.get(LIST + "?take=9&sort=server&cursor=" + cursor).status())
                .isEqualTo(200);
    }

    @Test
    void namesEveryBadParameterAtOnce() {
        Answer answer = CALLER.get(LIST + "?skip=-1&take=1001&sort=x&trnsport=udp&search=%00&asOf=1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/skip", "/take", "/sort", "/trnsport", "/search", "/asOf");
    }

    private static void agrees(Map<String, String> query) {
        ListModel then = query.containsKey("asOf") ? model.asOf(Instant.parse(query.get("asOf"))) : model;
        List<String> expected = then.ids(query);
        String encoded = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", "&take=" + RANDOM.pick(List.of(17, 60, 1000))));
        List<Answer> pages = CALLER.pages(LIST, encoded);
        assertThat(pages.stream().flatMap(page -> ids(page.items()).stream()).toList())
                .as("seed %d, %s", SEED, query)
                .isEqualTo(expected);
        assertThat(pages)
                .as("seed %d, total of %s", SEED, query)
                .allMatch(page -> page.json().path("totalCount").asInt() == expected.size());
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asString()).toList();
    }
}
