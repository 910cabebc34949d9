package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.rest.AuditModel.Told;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExportIT {

    private static final String ENTRIES = "/api/v1/audit-entries";
    private static final String EVENTS = "/api/v1/audit-events";
    private static final String LINES = "application/x-ndjson";
    private static final String TABLE = "text/csv";
    private static final QuerySide QUERY_SIDE = QuerySide.shared();
    private static final String ORG = "org-" + UUID.randomUUID();
    private static final Client CALLER = QUERY_SIDE.caller(ORG);
    private static final long SEED = RandomTrunks.seed();
    private static final RandomTrunks RANDOM = new RandomTrunks(SEED);

    private static List<Trunk> trunks = List.of();

    /** More than two pages of the database, so that the seams between them are crossed. */
    @BeforeAll
    static void fill() {
        trunks = IntStream.range(0, 500).mapToObj(i -> RANDOM.trunk(ORG)).toList();
        QUERY_SIDE.project(RANDOM.mixed(trunks).toArray(SealedEvent[]::new));
        trunks.forEach(trunk -> QUERY_SIDE.reveal(trunk.accesses()));
    }

    @Test
    void linesAreTheItemsOfThePagesInTheSameOrder() {
        List<JsonNode> expected = CALLER.walk(ENTRIES, "take=1000");
        assertThat(expected).hasSizeGreaterThan(2_000);
        List<JsonNode> lines = lines(CALLER.get(ENTRIES, "Accept", LINES));
        assertThat(lines.stream().map(ExportIT::withoutCursor).toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    @Test
    void theTableHasTheSameEntries() {
        List<Told> expected = new AuditModel(trunks).entries(Map.of());
        List<List<String>> rows = CsvReading.rows(body(CALLER.get(ENTRIES, "Accept", TABLE)));
        assertThat(rows.getFirst())
                .startsWith("credentialId", "version", "accessSequence")
                .endsWith("cursor");
        assertThat(rows).hasSize(expected.size() + 1);
        for (int i = 0; i < expected.size(); i++) {
            Told told = expected.get(i);
            List<String> row = rows.get(i + 1);
            assertThat(row).hasSameSizeAs(rows.getFirst());
            assertThat(row.subList(0, 5))
                    .containsExactly(
                            told.envelope().credentialId().toString(),
                            String.valueOf(told.envelope().version()),
                            told.accessSequence() == 0 ? "" : String.valueOf(told.accessSequence()),
                            told.action(),
                            told.envelope().occurredTime().toString());
            String request = told.envelope().actor().requestId();
            assertThat(row.get(10)).isEqualTo(request.startsWith("=") ? "'" + request : request);
        }
    }

    @Test
    void filtersHoldForExportsToo() {
        for (Map<String, String> query : List.of(
                Map.of("action", "revealed"),
                Map.of("actor", "bob", "field", "server"),
                Map.of("requestId", "req-1", "actor", "alice"))) {
            List<String> expected = new AuditModel(trunks)
                    .entries(query).stream().map(Told::hash).toList();
            String parameters = String.join(
                    "&",
                    query.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
            assertThat(expected).isNotEmpty();
            assertThat(hashes(lines(CALLER.get(ENTRIES + "?" + parameters, "Accept", LINES))))
                    .as("seed %d %s", SEED, query)
                    .isEqualTo(expected);
        }
    }

    @Test
    void goesOnBehindEachLineWithExactlyTheRestInEitherForm() {
        List<JsonNode> lines = lines(CALLER.get(ENTRIES, "Accept", LINES));
        for (int i = 0; i < 12; i++) {
            int at = RANDOM.pick(IntStream.range(0, lines.size()).boxed().toList());
            String cursor = lines.get(at).path("cursor").asString();
            List<JsonNode> rest = lines(CALLER.get(ENTRIES + "?cursor=" + cursor, "Accept", LINES));
            assertThat(rest).as("seed %d, line %d", SEED, at).isEqualTo(lines.subList(at + 1, lines.size()));
            List<List<String>> rows = CsvReading.rows(body(CALLER.get(ENTRIES + "?cursor=" + cursor, "Accept", TABLE)));
            assertThat(rows).hasSize(rest.size() + 1);
        }
    }

    @Test
    void takesNoMoreThanAsked() {
        List<JsonNode> all = lines(CALLER.get(ENTRIES, "Accept", LINES));
        for (int take : new int[] {1, 999, 1_000, 1_001, 1_500}) {
            List<JsonNode> some = lines(CALLER.get(ENTRIES + "?take=" + take, "Accept", LINES));
            assertThat(some).isEqualTo(all.subList(0, take));
        }
    }

    @Test
    void exportsTheSealedEventsOfBothChainsByteForByte() {
        List<String> expected = new ArrayList<>();
        trunks.stream()
                .sorted(Comparator.comparing(trunk -> trunk.id().toString()))
                .forEach(trunk -> trunk.events().forEach(event -> {
                    expected.add(line(event.type(), event.json()));
                    trunk.accesses().stream()
                            .filter(access -> access.event().envelope().version()
                                    == event.event().version())
                            .forEach(access -> expected.add(line(access.type(), access.json())));
                }));
        List<String> raw = body(CALLER.get(EVENTS)).lines().toList();
        assertThat(raw.stream().map(ExportIT::cutCursor).toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);

        int at = RANDOM.pick(IntStream.range(0, raw.size()).boxed().toList());
        String cursor = JsonMapper.shared().readTree(raw.get(at)).path("cursor").asString();
        assertThat(body(CALLER.get(EVENTS + "?cursor=" + cursor)).lines()).isEqualTo(raw.subList(at + 1, raw.size()));
        Trunk one = RANDOM.pick(trunks);
        assertThat(body(CALLER.get(EVENTS + "?credentialId=" + one.id())).lines())
                .hasSize(one.events().size() + one.accesses().size());
    }

    @Test
    void saysWhatItIs() {
        Answer table = CALLER.get(ENTRIES + "?take=1", "Accept", TABLE);
        assertThat(table.header("Content-Type")).contains("text/csv;header=present;charset=utf-8");
        assertThat(table.header("Content-Disposition")).contains("attachment; filename=\"audit-entries.csv\"");
        assertThat(table.header("Vary").orElseThrow()).contains("Accept");
        Answer events = CALLER.head(EVENTS);
        assertThat(events.status()).isEqualTo(200);
        assertThat(events.header("Content-Type")).contains(LINES);
        assertThat(CALLER.get(ENTRIES, "Accept", "text/html").problem()).isEqualTo("not-acceptable");
        assertThat(CALLER.get(EVENTS, "Accept", TABLE).problem()).isEqualTo("not-acceptable");
    }

    @Test
    void refusesBadQueriesBeforeItBegins() {
        assertThat(CALLER.get(ENTRIES + "?take=0", "Accept", TABLE).problem()).isEqualTo("invalid-parameter");
        assertThat(CALLER.get(EVENTS + "?actor=x").problem()).isEqualTo("invalid-parameter");
        assertThat(CALLER.get(EVENTS + "?cursor=x").problem()).isEqualTo("invalid-cursor");
    }

    @Test
    void anotherOrganisationGetsNothingAndCannotUseTheCursors() {
        Client stranger = QUERY_SIDE.caller("org-" + UUID.randomUUID());
        String id = trunks.getFirst().id().toString();
        for (String query : List.of("", "?credentialId=" + id, "?requestId=req-1")) {
            assertThat(body(stranger.get(ENTRIES + query, "Accept", LINES))).isEmpty();
            assertThat(stranger.walk(ENTRIES, query.replace("?", ""))).isEmpty();
        }
        assertThat(body(stranger.get(EVENTS))).isEmpty();
        assertThat(body(stranger.get(EVENTS + "?credentialId=" + id))).isEmpty();
        assertThat(CsvReading.rows(body(stranger.get(ENTRIES, "Accept", TABLE))))
                .hasSize(1);
        String entry = lines(CALLER.get(ENTRIES + "?take=1", "Accept", LINES))
                .getFirst()
                .path("cursor")
                .asString();
        String event =
                lines(CALLER.get(EVENTS + "?take=1")).getFirst().path("cursor").asString();
        assertThat(stranger.get(ENTRIES + "?cursor=" + entry, "Accept", LINES).problem())
                .isEqualTo("invalid-cursor");
        assertThat(stranger.get(EVENTS + "?cursor=" + event).problem()).isEqualTo("invalid-cursor");
        assertThat(CALLER.get(EVENTS + "?cursor=" + entry).problem()).isEqualTo("invalid-cursor");
    }

    private static String body(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    private static List<JsonNode> lines(Answer answer) {
        return body(answer)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static JsonNode withoutCursor(JsonNode line) {
        return ((ObjectNode) line.deepCopy()).without("cursor");
    }

    private static List<String> hashes(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("hash").asString()).toList();
    }

    private static String line(String type, byte[] json) {
        return "{\"type\":\"" + type + "\",\"event\":" + new String(json, StandardCharsets.UTF_8);
    }

    private static String cutCursor(String line) {
        return line.substring(0, line.lastIndexOf(",\"cursor\":"));
    }
}
