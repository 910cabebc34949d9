package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutageSystemTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String PATH = "/api/v1/sip-credentials";

    private static Deployment deployment;

    @BeforeAll
    static void start() {
        deployment = Deployment.start();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @Test
    void writesGoOnWithoutKafkaAndTheBacklogDrainsByItself() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "writer");
        String id = create(caller);
        await().atMost(RECOVERY).until(() -> caller.get(PATH + "/" + id).status() == 200);

        List<Long> acknowledged = new ArrayList<>();
        deployment.kafka().stop();
        try {
            for (int i = 1; i <= 50; i++) {
                Answer answer = caller.put(PATH + "/" + id, "{\"server\":\"sip%d.example.com\"}".formatted(i));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                acknowledged.add(answer.json().get("version").longValue());
            }
            assertThat(deployment.commandSide().process().isAlive()).isTrue();
        } finally {
            deployment.kafka().start();
        }

        await().atMost(RECOVERY)
                .until(() -> caller.get(PATH + "/" + id).json().path("version").asLong(0) == 51);
        List<ConsumerRecord<String, byte[]>> events = deployment.topics().of("sip-credential-events", id);
        assertThat(events).hasSizeGreaterThanOrEqualTo(acknowledged.size() + 1);
        assertThat(caller.get(PATH + "/" + id + "/history?take=100")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(51);
    }

    @Test
    void nothingAcknowledgedIsLostWhenBothSidesAreKilled() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "writer");
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            acknowledged.add(create(caller));
        }
        deployment.commandSide().crashAndRestart();
        acknowledged.add(create(caller));
        deployment.querySide().crashAndRestart();
        acknowledged.add(create(caller));

        await().atMost(RECOVERY)
                .until(() -> caller.get(PATH).json().path("totalCount").asLong(0) == acknowledged.size());
        for (String id : acknowledged) {
            assertThat(caller.get(PATH + "/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutItsDatabaseEachSideAnswers503AndRecoversByItself() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "writer");
        String id = create(caller);
        await().atMost(RECOVERY).until(() -> caller.get(PATH + "/" + id).status() == 200);

        deployment.postgres().stop();
        try {
            Answer write = caller.put(PATH + "/" + id, "{\"server\":\"other.example.com\"}");
            assertThat(write.status()).as(write.body()).isEqualTo(503);
            assertThat(write.header("Retry-After")).isNotEmpty();
            assertThat(write.header("Content-Type")).startsWith("application/problem+json");
            Answer read = caller.get(PATH + "/" + id);
            assertThat(read.status()).as(read.body()).isEqualTo(503);
            assertThat(read.header("Retry-After")).isNotEmpty();
        } finally {
            deployment.postgres().start();
        }

        await().atMost(RECOVERY)
                .until(() -> caller.put(PATH + "/" + id, "{\"server\":\"other.example.com\"}")
                                .status()
                        == 200);
        await().atMost(RECOVERY).until(() -> caller.get(PATH + "/" + id).body().contains("other.example.com"));
    }

    private static String create(ApiClient caller) {
        Answer created = caller.post(PATH, "{\"server\":\"sip.example.com\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }
}
