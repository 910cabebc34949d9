package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A password that nobody else has, driven through every command in good and in bad requests, is found in the answer of a
 * reveal and nowhere else.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanaryPasswordIT {

    /** The others are filled from these by and by. */
    private static final List<String> WRITTEN_BY_REQUESTS = List.of(
            "ledger.event",
            "ledger.access_event",
            "ledger.idempotency",
            "ledger.deleted_credential",
            "vault.data_key",
            "vault.secret",
            "vault.service_key");

    private final String canary = "canary/" + UUID.randomUUID();
    private final RunningCommandSide side = RunningCommandSide.shared();
    private final Api api = Api.ofNewOrganisation(side);
    private final List<String> answers = new ArrayList<>();

    @Test
    void appearsInNoOtherAnswerNoLogNoMetricAndNoTable(CapturedOutput output) throws Exception {
        sendGoodRequests();
        sendBadRequests();
        String revealed = sendReveals();

        assertThat(revealed).contains("\"authPassword\":\"" + canary + "\"");
        assertThat(answers).hasSizeGreaterThan(20).noneMatch(this::holdsCanary);
        assertThat(output.getAll()).matches(log -> !holdsCanary(log), "log without the canary");
        assertThat(metrics()).contains("trunkledger_commands").matches(text -> !holdsCanary(text));
        for (String table : tables()) {
            assertThat(rows(table)).as(table).noneMatch(this::holdsCanary);
        }
        for (String table : WRITTEN_BY_REQUESTS) {
            assertThat(rows(table)).as(table).isNotEmpty();
        }
    }

    private void sendGoodRequests() {
        String body = "{\"server\":\"sip.example.com\",\"authPassword\":\"" + canary + "\"}";
        String escaped = body.replace("canary", "\\u0063anary");
        Answer created = api.post(body, "Idempotency-Key", "first");
        String target = Api.PATH + "/" + created.id();
        keep(created);
        keep(api.post(body, "Idempotency-Key", "first"));
        keep(api.post(escaped));
        keep(api.put(created.id(), body));
        keep(api.put(created.id(), escaped));
        keep(api.put(created.id(), body.replace("sip.", "sip2.")));
        keep(api.send("PUT", target + "?keepAuthPassword=true", body));
        keep(api.put(created.id(), body.replace("canary", "other"), "Idempotency-Key", "k"));
        keep(api.put(created.id(), body, "Idempotency-Key", "k"));
        keep(api.put(created.id(), body, "If-Match", "\"1\""));
        keep(api.restore(created.id(), "{\"version\":1}"));
        keep(api.restore(created.id(), body));
        keep(api.restore(created.id(), "{\"version\":\"" + canary + "\"}"));
        keep(api.restore(created.id(), "{\"" + canary + "\":1}"));
        keep(api.restore(created.id(), canary));
        keep(api.delete(created.id()));
        keep(api.erase(created.id()));
        keep(api.restore(created.id(), "{\"version\":1}"));
        keep(api.restore(created.id(), "{\"version\":1,\"withoutAuthPassword\":true}"));
        keep(api.send("POST", target + "/erasures", body));
        keep(api.delete(created.id()));
        keep(api.put(created.id(), body));
        keep(api.put(UUID.randomUUID().toString(), body));
        keep(Api.ofNewOrganisation(side).put(created.id(), body));
        keep(Api.of(side, Api.newOrganisation(), Scopes.READ).post(body));
    }

    /** Returns the one answer that may hold it; all others are kept. */
    private String sendReveals() {
        Api revealer = Api.of(side, api.orgId(), Scopes.REVEAL);
        String id = api.post("{\"server\":\"sip.example.com\",\"authPassword\":\"" + canary + "\"}")
                .id();
        String path = Api.PATH + "/" + id + "/reveals";
        Answer revealed = revealer.reveal(id, "compare");
        assertThat(revealed.response().headers().map().toString()).matches(text -> !holdsCanary(text));
        keep(api.reveal(id, "compare"));
        keep(Api.of(side, Api.newOrganisation(), Scopes.REVEAL).reveal(id, "compare"));
        keep(revealer.reveal(id, ""));
        keep(revealer.reveal(id, "compare", "X-Change-Reason", "compare"));
        // By one who pastes the password into the wrong place.
        keep(revealer.send("POST", path, "{\"authPassword\":\"" + canary + "\"}"));
        keep(revealer.send("POST", path, "{\"" + canary + "\":1}"));
        keep(revealer.send("POST", path, "{\"reason\":" + canary + "}"));
        api.delete(id);
        keep(revealer.reveal(id, "compare"));
        return revealed.body();
    }

    private void sendBadRequests() {
        String password = "\"" + canary + "\"";
        for (String body : List.of(
                "{\"authPassword\":" + password + "}",
                "{\"server\":\"x_y\",\"authPassword\":" + password + "}",
                "{\"server\":\"sip.example.com\",\"authPassword\":\"" + canary.repeat(3) + "\"}",
                "{\"server\":\"sip.example.com\",\"authPassword\":\"" + canary + "\\n\"}",
                "{\"server\":\"sip.example.com\",\"authPassword\":[" + password + "]}",
                "{\"server\":\"sip.example.com\",\"authPassword\":{\"x\":" + password + "}}",
                "{\"server\":\"sip.example.com\",\"authPasword\":" + password + "}",
                "{\"server\":\"sip.example.com\"," + password + ":1}",
                "{\"server\":" + password + "}",
                "{\"server\":\"sip.example.com\",\"transport\":" + password + "}",
                "{\"server\":\"sip.example.com\",\"cpsLimit\":" + password + "}",
                "{\"server\":\"sip.example.com\",\"providerId\":" + password + "}",
                "{\"server\":\"sip.example.com\",\"authPassword\":" + password + ",\"authPassword\":1}",
                "{\"server\":\"sip.example.com\",\"authPassword\":" + password,
                "{\"server\":\"sip.example.com\",\"authPassword\":" + canary + "}",
                "{\"server\":\"sip.example.com\",\"authPassword\":" + password + "} " + canary,
                password,
                canary)) {
            keep(api.post(body));
            keep(api.put(UUID.randomUUID().toString(), body));
        }
        keep(api.send(api.request(Api.PATH)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"authPassword\":" + password + "}"))));
        keep(api.post("{\"authPassword\":" + password + "}" + " ".repeat(17_000)));
    }

    private void keep(Answer answer) {
        answers.add(answer.response().headers().map() + " " + answer.body());
    }

    /** In any of the forms that it could have on its way. */
    private boolean holdsCanary(String text) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        return List.of(
                        canary,
                        canary.replace("/", "\\/"),
                        canary.substring("canary/".length()),
                        URLEncoder.encode(canary, StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder()
                                .encodeToString(bytes)
                                .replaceAll("=+$", "")
                                .substring(0, 40))
                .stream()
                .anyMatch(text::contains);
    }

    private String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(side.managementUri("/actuator/prometheus"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private List<String> tables() throws SQLException {
        return query("select schemaname || '.' || tablename from pg_tables where schemaname in ('ledger', 'vault')"
                + " and tablename not in ('flyway_schema_history', 'cps_key_member') order by 1");
    }

    /** Columns of bytes as the text that they may be, in hex else. */
    private List<String> rows(String table) throws SQLException {
        return query("select t::text || coalesce(encode((to_jsonb(t) ->> 'payload')::bytea, 'escape'), '') from "
                + table + " t");
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(
                        side.database().jdbcUrl(),
                        TestInfrastructure.postgres().superuser(),
                        TestInfrastructure.postgres().superuserPassword());
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
