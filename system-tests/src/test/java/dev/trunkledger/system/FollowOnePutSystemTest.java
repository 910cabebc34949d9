package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.system.ApiClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FollowOnePutSystemTest {

    private static final String CREATE = """
            {"server":"sip.example.com","authUser":"trunk","authPassword":"first-secret","cpsLimit":10}""";
    private static final String REPLACE = """
            {"server":"sip.example.net:5061","transport":"tls","authUser":"trunk","authPassword":"second-secret"}""";

    private final Deployment deployment = Deployment.shared();

    @Test
    void aPutShowsInListHistoryAuditAndBothTopics() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "alice");
        Answer created = caller.post("/api/v1/sip-credentials", CREATE);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").stringValue();
        String path = "/api/v1/sip-credentials/" + id;
        assertThat(created.header("Location")).endsWith(path);

        Answer replaced = caller.put(path, REPLACE, "If-Match", "\"1\"", "X-Change-Reason", "moved to TLS");
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");

        Answer own = caller.get(path + "?minVersion=2", "Prefer", "wait=10");
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(own.json().get("server").stringValue()).isEqualTo("sip.example.net:5061");
        assertThat(own.header("ETag")).isEqualTo("\"2\"");
        assertThat(caller.get(path, "If-None-Match", "\"2\"").status()).isEqualTo(304);

        Answer list = caller.get("/api/v1/sip-credentials");
        assertThat(list.json().get("totalCount").longValue()).isEqualTo(1);
        assertThat(list.json().path("items").get(0).get("version").longValue()).isEqualTo(2);

        JsonNode newest = caller.get(path + "/history").json().path("items").get(0);
        assertThat(newest.get("actor").stringValue()).isEqualTo("alice");
        assertThat(newest.get("reason").stringValue()).isEqualTo("moved to TLS");
        assertThat(newest.get("changes").toString())
                .contains("secret v1", "secret v2", "sip.example.com", "sip.example.net:5061");

        JsonNode audit = caller.get("/api/v1/audit-entries?credentialId=" + id).json();
        assertThat(audit.path("items").size()).isEqualTo(2);

        eventsAreOnTheTopic(id);
        newestStateIsOnTheCompactedTopic(id);
    }

    @Test
    void aDeletionEndsInATombstoneAndKeepsTheHistoryReadable() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "bob");
        String id =
                caller.post("/api/v1/sip-credentials", CREATE).json().get("id").stringValue();
        String path = "/api/v1/sip-credentials/" + id;
        assertThat(caller.delete(path, "If-Match", "\"1\"").status()).isEqualTo(204);
        await().atMost(Deployment.PATIENCE).until(() -> caller.get(path).status() == 410);
        assertThat(caller.get(path + "/history").json().path("items").size()).isEqualTo(2);
        await().atMost(Deployment.PATIENCE).untilAsserted(() -> {
            List<ConsumerRecord<String, byte[]>> states = deployment.topics().of("sip-credentials", id);
            assertThat(states).isNotEmpty();
            assertThat(states.getLast().value()).isNull();
        });
    }

    private void eventsAreOnTheTopic(String id) {
        List<ConsumerRecord<String, byte[]>> events = deployment.topics().of("sip-credential-events", id);
        assertThat(events)
                .extracting(record -> TopicReader.header(record, "ce_type"))
                .containsExactly("CredentialCreated.v1", "CredentialReplaced.v1");
        assertThat(events).allSatisfy(record -> {
            assertThat(EventJson.isIntact(record.value())).isTrue();
            assertThat(TopicReader.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(TopicReader.header(record, "ce_subject")).isEqualTo(id);
            assertThat(TopicReader.header(record, "traceparent")).isNotEmpty();
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("-secret");
        });
        var first = EventJson.read("CredentialCreated.v1", events.get(0).value());
        var second = EventJson.read("CredentialReplaced.v1", events.get(1).value());
        assertThat(second.event().envelope().previousHash()).isEqualTo(first.hash());
    }

    private void newestStateIsOnTheCompactedTopic(String id) {
        List<ConsumerRecord<String, byte[]>> states = deployment.topics().of("sip-credentials", id);
        assertThat(PublicCredentialJson.read(states.getLast().value()).version())
                .isEqualTo(2);
    }
}
