package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The runbook's way back to a point in time, in its steps. The base backup is made with PostgreSQL's low-level functions,
 * as there is no pg_basebackup here.
 */
class PointInTimeRecoverySystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final String BODY = """
            {"server":"sip.example.com","authUser":"trunk","authPassword":"%s"}""";

    private final Path directory = Deployment.ROOT.resolve("system-tests/target/recovery-" + UUID.randomUUID());
    private final Path data = directory.resolve("data");
    private final Path archive = directory.resolve("archive");
    private final Path base = directory.resolve("base");

    @Test
    void eventsAndPasswordsAreAsTheyWereBeforeTheMistake() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory)) {
            archive(postgres);
            TrunkledgerDatabase database =
                    TrunkledgerDatabase.provide(postgres, "trunkledger", role -> "a-password-of-" + role);
            String kafka = TestInfrastructure.kafka().bootstrapServers();
            try (Deployment deployment = Deployment.start(new Backbone(postgres, database, Map.of(), kafka), 0)) {
                ApiClient caller = deployment
                        .caller("", "")
                        .with(deployment.identity().token("org-" + UUID.randomUUID(), "keeper", Identity.ALL_SCOPES));
                String path = PATH + "/"
                        + caller.post(PATH, BODY.formatted("first"))
                                .json()
                                .get("id")
                                .stringValue();
                backUp(postgres);
                assertThat(caller.put(path, BODY.formatted("second")).status()).isEqualTo(200);
                run(postgres, "select pg_create_restore_point('before-the-mistake')");
                assertThat(caller.delete(path).status()).isEqualTo(204);
                assertThat(caller.send("POST", path + "/erasures", null).status())
                        .isEqualTo(204);
                archiveToTheEnd(postgres);

                deployment.commandSide().close();
                recover(postgres);
                startAgainUnderNewTopics(deployment, postgres);

                isAsItWas(caller, path);
                goesOn(caller, path);
            }
        } finally {
            shell("rm -rf '%s'".formatted(directory));
        }
    }

    private void archive(LocalPostgres postgres) throws Exception {
        shell("mkdir '%2$s' && chown --reference='%1$s' '%2$s' && chmod 700 '%2$s'".formatted(data, archive));
        run(postgres, "alter system set archive_mode = 'on'");
        run(
                postgres,
                "alter system set archive_command = 'test ! -f \"%1$s/%%f\" && cp \"%%p\" \"%1$s/%%f\"'"
                        .formatted(archive));
        postgres.stop();
        postgres.start();
    }

    private void backUp(LocalPostgres postgres) throws Exception {
        try (Connection session = connect(postgres);
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('base', true)");
            shell("cp -a '%1$s' '%2$s' && rm -rf '%2$s'/pg_wal/* '%2$s/postmaster.pid'".formatted(data, base));
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                stopped.next();
                Files.writeString(base.resolve("backup_label"), stopped.getString(1));
            }
        }
    }

    private static void archiveToTheEnd(LocalPostgres postgres) throws Exception {
        String last = text(postgres, "select pg_walfile_name(pg_switch_wal())");
        await().atMost(Deployment.PATIENCE)
                .until(() -> text(postgres, "select last_archived_wal from pg_stat_archiver")
                                .compareTo(last)
                        >= 0);
    }

    private void recover(LocalPostgres postgres) throws Exception {
        postgres.stop();
        Files.writeString(base.resolve("postgresql.auto.conf"), """
                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_name = 'before-the-mistake'
                recovery_target_action = 'promote'
                """.formatted(archive));
        shell("rm -rf '%1$s' && mv '%2$s' '%1$s' && touch '%1$s/recovery.signal' && chown -R --reference='%3$s' '%1$s'"
                .formatted(data, base, archive));
        postgres.start();
        await().atMost(Deployment.PATIENCE)
                .until(() -> text(postgres, "select pg_is_in_recovery()").equals("f"));
    }

    /** Kafka has the mistake: the old topics are left as they are. */
    private static void startAgainUnderNewTopics(Deployment deployment, LocalPostgres postgres) throws SQLException {
        run(postgres, "truncate ledger.relay_milestone");
        run(postgres, "update ledger.relay_position set transaction_id = '0', global_index = 0, acknowledged = '{}'");
        String prefix = "recovered-" + UUID.randomUUID() + ".";
        deployment.querySide().restartWith("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", prefix);
        deployment.querySide().restartWith("TRUNKLEDGER_PROJECTION_GENERATION", "2");
        deployment.commandSide().restartWith("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", prefix);
    }

    private static void isAsItWas(ApiClient caller, String path) {
        Answer present = caller.get(path + "?minVersion=2", "Prefer", "wait=10");
        assertThat(present.status()).as(present.body()).isEqualTo(200);
        assertThat(present.header("ETag")).isEqualTo("\"2\"");
        Answer revealed = caller.post(path + "/reveals", "{\"reason\":\"after the recovery\"}");
        assertThat(revealed.json().get("authPassword").stringValue()).isEqualTo("second");
        assertThat(caller.get(path + "/history/verification")
                        .json()
                        .get("verified")
                        .booleanValue())
                .isTrue();
    }

    private static void goesOn(ApiClient caller, String path) {
        assertThat(caller.put(path, BODY.formatted("third")).header("ETag")).isEqualTo("\"3\"");
        assertThat(caller.get(path + "?minVersion=3", "Prefer", "wait=10").status())
                .isEqualTo(200);
        // The access comes by another topic than the version that was waited for.
        await().atMost(Deployment.PATIENCE)
                .untilAsserted(() -> assertThat(caller.get(path + "/history")
                                .json()
                                .path("items")
                                .size())
                        .isEqualTo(4));
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return connect(postgres, "postgres");
    }

    private static Connection connect(LocalPostgres postgres, String name) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(name), postgres.superuser(), postgres.superuserPassword());
    }

    private static void run(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres, sql.contains("ledger.") ? "trunkledger" : "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(LocalPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", script).inheritIO().start();
        assertThat(process.waitFor()).as(script).isZero();
    }
}
