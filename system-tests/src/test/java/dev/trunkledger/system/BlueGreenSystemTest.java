package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The runbook's second set of read models, built beside those that serve. */
class BlueGreenSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final String PAGE = PATH + "?take=5&sort=server";
    private static final String SETTINGS = """
            {"server":"sip%d.example.com","description":"%s","authPassword":"pass-%1$d"}""";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final String database = "green_" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> paths = new ArrayList<>();
    private int changes;

    @Test
    void isBuiltWhileTheFirstServesAndThenAnswersTheSame() throws Exception {
        try (Deployment deployment = Deployment.start()) {
            String token = deployment.identity().token("org-" + UUID.randomUUID(), "operator", Identity.ALL_SCOPES);
            ApiClient blue = deployment.caller("", "").with(token);
            makeHistories(blue);
            ServiceProcess second = deployment.startAnotherQuerySide(Map.of(
                    "TRUNKLEDGER_DB_URL",
                    makeDatabase(deployment.postgres()),
                    "TRUNKLEDGER_PROJECTION_GROUP",
                    database));
            ApiClient green = new ApiClient(deployment.commandSide().baseUrl(), second.baseUrl(), null, token);
            await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
                serves(blue);
                return second.isReady();
            });
            String indexes = indexes(deployment.postgres());
            run(deployment.postgres(), "set-indexes-aside.sql");
            assertThat(indexes(deployment.postgres())).isNotEqualTo(indexes);

            await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
                serves(blue);
                return isBuilt(second);
            });

            run(deployment.postgres(), "make-indexes-again.sql");
            assertThat(indexes(deployment.postgres())).isEqualTo(indexes);
            await().atMost(START_LIMIT).until(() -> isBuilt(second));
            assertThat(changes).as("changes while it was built").isPositive();
            for (String path : paths) {
                answersTheSame(blue, green, path);
                answersTheSame(blue, green, path + "/history");
            }
            answersTheSame(blue, green, "/api/v1/audit-entries?take=100");
            pagesGoOnAtTheOther(blue, green);
        }
    }

    /** Where they are there already, the other test runs the first of them. */
    @Test
    void theScriptsMakeRolesAndSchemasWhereThereAreNone() throws Exception {
        assertThat(schemasOf("10-roles.sh")).isEqualTo("""
                ledger of newcomer_command_owner, read_model of newcomer_query_owner, \
                vault of newcomer_command_owner""");
        assertThat(schemasOf("20-pacing.sh")).isEqualTo("pacing of newcomer_pacing_owner");
    }

    /** Roles belong to the whole server: all is taken back. */
    private static String schemasOf(String script) throws Exception {
        LocalPostgres postgres = TestInfrastructure.postgres();
        try (Connection inside = connect(postgres, "postgres")) {
            inside.setAutoCommit(false);
            RolesScript.named(script).withRolesOf("newcomer_").run(inside);
            String schemas = text(inside, """
                    select string_agg(nspname || ' of ' || nspowner::regrole, ', ' order by nspname)
                      from pg_namespace where nspowner::regrole::text like 'newcomer_%'""");
            inside.rollback();
            return schemas;
        }
    }

    private void makeHistories(ApiClient caller) {
        for (int i = 0; i < 12; i++) {
            String id = caller.post(PATH, SETTINGS.formatted(i, "new"))
                    .json()
                    .get("id")
                    .stringValue();
            paths.add(PATH + "/" + id);
        }
        assertThat(caller.post(paths.get(1) + "/reveals", "{\"reason\":\"blue and green\"}")
                        .status())
                .isEqualTo(200);
        assertThat(caller.delete(paths.get(2)).status()).isEqualTo(204);
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.get(PAGE).json().get("totalCount").intValue() == paths.size() - 1);
    }

    private String makeDatabase(LocalPostgres postgres) throws SQLException, IOException {
        try (Connection server = connect(postgres, "postgres");
                Statement statement = server.createStatement()) {
            statement.execute("create database " + database);
        }
        try (Connection inside = connect(postgres, database)) {
            RolesScript.named("10-roles.sh").run(inside);
        }
        return postgres.jdbcUrl(database);
    }

    private void run(LocalPostgres postgres, String script) throws SQLException, IOException {
        String sql =
                Files.readString(Deployment.ROOT.resolve("deploy/read-models").resolve(script));
        try (Connection inside = connect(postgres, database);
                Statement statement = inside.createStatement()) {
            statement.execute(sql);
        }
    }

    private String indexes(LocalPostgres postgres) throws SQLException {
        try (Connection inside = connect(postgres, database)) {
            return text(inside, """
                    select string_agg(indexdef, ';' order by indexdef) from pg_indexes
                     where schemaname = 'read_model'""");
        }
    }

    /** Changes go on meanwhile, and the first one shows them. */
    private void serves(ApiClient blue) {
        Answer changed = blue.put(paths.getFirst(), SETTINGS.formatted(0, "change " + ++changes));
        assertThat(changed.status()).isEqualTo(200);
        String version = changed.json().get("version").asString();
        assertThat(blue.get(paths.getFirst() + "?minVersion=" + version, "Prefer", "wait=10")
                        .status())
                .isEqualTo(200);
        assertThat(blue.get(PAGE).json().get("totalCount").intValue()).isEqualTo(paths.size() - 1);
    }

    private static boolean isBuilt(ServiceProcess side) {
        if (!side.isReady()) {
            return false;
        }
        JsonNode projection = new ApiClient("", side.managementUrl(), null, null)
                .get("/actuator/health/streaming")
                .json()
                .at("/components/projection/details");
        return projection.path("lagEvents").asInt(-1) == 0
                && projection.path("parked").isEmpty();
    }

    /** A change of a moment ago may be at one of them only: both have all of it soon. */
    private static void answersTheSame(ApiClient blue, ApiClient green, String path) {
        await().atMost(Deployment.PATIENCE).untilAsserted(() -> {
            Answer expected = blue.get(path);
            Answer answer = green.get(path);
            assertThat(answer.status()).isEqualTo(expected.status());
            if (expected.status() == 200) {
                assertThat(withoutCursors(answer)).isEqualTo(withoutCursors(expected));
            }
        });
    }

    private static void pagesGoOnAtTheOther(ApiClient blue, ApiClient green) {
        JsonNode first = blue.get(PAGE).json();
        JsonNode second = next(green, first);
        JsonNode third = next(blue, second);
        List<String> servers = new ArrayList<>();
        for (JsonNode page : List.of(first, second, third)) {
            page.get("items").forEach(item -> servers.add(item.get("server").stringValue()));
        }
        assertThat(servers).hasSize(11).isSorted().doesNotHaveDuplicates();
        assertThat(third.get("nextCursor").isNull()).isTrue();
    }

    private static JsonNode next(ApiClient caller, JsonNode page) {
        Answer answer = caller.get(PAGE + "&cursor=" + page.get("nextCursor").stringValue());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Each cursor is sealed with another nonce. */
    private static String withoutCursors(Answer answer) {
        return answer.body().replaceAll("\"nextCursor\":\"[^\"]*\"", "\"nextCursor\":…");
    }

    private static Connection connect(LocalPostgres postgres, String name) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(name), postgres.superuser(), postgres.superuserPassword());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
