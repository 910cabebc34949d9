package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A password that occurs nowhere else is driven through every call, then searched wherever it could have leaked to. */
class CanarySystemTest {

    private static final String CANARY = "cAnArY-7f3a9e51d2";
    private static final String PATH = "/api/v1/sip-credentials";
    private static final String SCOPES = Identity.MANUAL_SCOPES + " sip-credentials:reveal";

    @Test
    void aPasswordStaysWithinTheVault() throws SQLException, IOException {
        Deployment deployment = Deployment.shared();
        ApiClient caller = deployment
                .caller("", "")
                .with(deployment.identity().token("org-" + UUID.randomUUID(), "canary-keeper", SCOPES));
        String id = driveThroughEveryCall(caller);
        assertThat(caller.get(PATH + "/" + id + "/history").status()).isEqualTo(200);

        Map<String, List<String>> places = new TreeMap<>();
        places.put("HTTP answers", caller.everyAnswer());
        places.put("metrics", deployment.metrics());
        places.put("logs", deployment.logs());
        places.put("events topic", contents(deployment.topics().all("sip-credential-events")));
        places.put("state topic", contents(deployment.topics().all("sip-credentials")));
        places.put("access topic", contents(deployment.topics().all("sip-credential-access")));
        places.put("checkpoints topic", contents(deployment.topics().all("sip-credential-checkpoints")));
        places.put("tables", deployment.database().everyRow());

        places.forEach((place, texts) -> {
            assertThat(texts).as(place + " were read").isNotEmpty();
            for (String spelling : Spellings.of(CANARY)) {
                assertThat(texts)
                        .as(place + " searched for the canary as " + spelling)
                        .noneMatch(text -> text.contains(spelling));
            }
        });
    }

    @Test
    void theSearchItselfFindsWhatItLooksFor() {
        String encoded = Base64.getEncoder().encodeToString(("x" + CANARY + "y").getBytes(StandardCharsets.UTF_8));
        assertThat(Spellings.of(CANARY)).anyMatch(encoded::contains);
        assertThat(Spellings.of(CANARY)).anyMatch(("\"" + CANARY + "\"")::contains);
    }

    private static String driveThroughEveryCall(ApiClient caller) {
        String body = "{\"server\":\"sip.example.com\",\"authUser\":\"u\",\"authPassword\":\"" + CANARY + "\"}";
        Answer created = caller.post(PATH, body, "Idempotency-Key", "canary-1");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(caller.post(PATH, body, "Idempotency-Key", "canary-1").header("Idempotency-Replayed"))
                .isEqualTo("true");
        String id = created.json().get("id").stringValue();
        String path = PATH + "/" + id;
        assertThat(caller.put(path, body).status()).isEqualTo(200);
        assertThat(caller.put(path, body.replace(".com", ".net")).status()).isEqualTo(200);
        assertThat(caller.put(path, body, "If-Match", "\"77\"").status()).isEqualTo(412);
        driveThroughRefusals(caller, path);
        driveThroughReveal(caller, path);
        driveThroughTime(caller, path);
        return id;
    }

    /** The one answer that holds the password is left out of the search; what it left behind is searched. */
    private static void driveThroughReveal(ApiClient caller, String path) {
        Answer revealed = caller.aside().post(path + "/reveals", "{\"reason\":\"canary\"}");
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.json().get("authPassword").stringValue()).isEqualTo(CANARY);
        assertThat(caller.post(path + "/reveals", "{\"reason\":\"" + "x".repeat(501) + "\"}")
                        .status())
                .isEqualTo(422);
    }

    private static void driveThroughTime(ApiClient caller, String path) {
        assertThat(caller.post(path + "/restorations", "{\"version\":1}").status())
                .isEqualTo(200);
        assertThat(caller.delete(path).status()).isEqualTo(204);
        assertThat(caller.post(path + "/reveals", "{\"reason\":\"canary\"}").status())
                .isEqualTo(410);
        assertThat(caller.post(path + "/restorations", "{\"version\":2}").status())
                .isEqualTo(200);
        assertThat(caller.get(path + "?minVersion=5", "Prefer", "wait=10").status())
                .isEqualTo(200);
        for (String query : List.of("/versions/1", "/diff?from=1&to=2", "/history", "/history/verification")) {
            assertThat(caller.get(path + query).status()).as(query).isEqualTo(200);
        }
        for (String type : List.of("application/json", "application/x-ndjson", "text/csv")) {
            assertThat(caller.get("/api/v1/audit-entries", "Accept", type).status())
                    .as(type)
                    .isEqualTo(200);
        }
        assertThat(caller.get("/api/v1/audit-events").status()).isEqualTo(200);
        assertThat(caller.send("POST", "/api/v1/audit-checkpoints", null).status())
                .isEqualTo(201);
    }

    /** Each of these carries the password into an error path: parsing, validation, media type, size, authentication. */
    private static void driveThroughRefusals(ApiClient caller, String path) {
        String password = "\"authPassword\":\"" + CANARY + "\"";
        assertThat(caller.put(path, "{" + password + "," + password + ",\"server\":\"a.example\"}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.put(path, "{\"server\":\"a.example\"," + password).status())
                .isEqualTo(400);
        assertThat(caller.put(path, "{\"server\":\"a.example\",\"passwrod\":\"" + CANARY + "\"}")
                        .status())
                .isBetween(400, 422);
        assertThat(caller.put(path, "{\"server\":\"a.example\",\"authPassword\":[\"" + CANARY + "\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.put(path, "{\"server\":\"not a host\"," + password + "}")
                        .status())
                .isEqualTo(422);
        assertThat(caller.put(path, "{\"server\":\"a.example\",\"authPassword\":\"" + CANARY + "x".repeat(64) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(caller.put(path, "{\"server\":\"a.example\",\"authPassword\":\"" + CANARY + "\\u0000\"}")
                        .status())
                .isEqualTo(422);
        assertThat(caller.put(path, "{" + password + ",\"description\":\"" + "x".repeat(17_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(caller.with(null)
                        .put(path, "{\"server\":\"a.example\"," + password + "}")
                        .status())
                .isEqualTo(401);
    }

    private static List<String> contents(List<ConsumerRecord<String, byte[]>> records) {
        List<String> contents = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            contents.add(record.key() + record.headers());
            record.headers().forEach(header -> contents.add(new String(header.value(), StandardCharsets.UTF_8)));
            if (record.value() != null) {
                contents.add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
