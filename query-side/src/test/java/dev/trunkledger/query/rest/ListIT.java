package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
        model = new ListModel(ours);
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
        for (Trunk trunk : model.trunks()) {
            String time = "\"" + trunk.last().event().envelope().occurredTime() + "\"";
            assertThat(shown).containsEntry(trunk.id().toString(), ListModel.isDeleted(trunk) ? time : "null");
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
            assertThat(new HashSet<>(met)).containsAll(new ListModel(before).ids(Map.of("includeDeleted", "true")));
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
        Answer answer = CALLER.get(LIST + "?skip=-1&take=1001&sort=x&trnsport=udp&search=%00");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/skip", "/take", "/sort", "/trnsport", "/search");
    }

    private static void agrees(Map<String, String> query) {
        List<String> expected = model.ids(query);
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
