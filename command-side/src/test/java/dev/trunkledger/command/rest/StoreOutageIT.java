package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";
    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}";

    @TempDir
    private Path directory;

    @Test
    void answers503WhileTheStoreIsAwayAndRecoversByItself() {
        try (LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"));
                RunningCommandSide side = RunningCommandSide.start(database(postgres), Map.of())) {
            Api api = Api.ofNewOrganisation(side);
            String id = api.created(BARE).id();

            postgres.crash();
            assertUnavailable(api.post(BARE));
            assertUnavailable(api.post(GUARDED, "Idempotency-Key", "same"));
            assertUnavailable(api.put(id, GUARDED));
            assertUnavailable(api.delete(id));

            postgres.start();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(api.put(id, BARE).status()).isEqualTo(200));
            assertThat(api.put(id, BARE).header("ETag")).isEqualTo("\"1\"");
            assertThat(api.put(id, GUARDED).header("ETag")).isEqualTo("\"2\"");
            assertThat(api.post(GUARDED, "Idempotency-Key", "same").status()).isEqualTo(201);
        }
    }

    private static TrunkledgerDatabase database(LocalPostgres postgres) {
        return TrunkledgerDatabase.provide(
                postgres, "trunkledger", role -> UUID.randomUUID().toString());
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("service-unavailable");
        assertThat(answer.header("Retry-After")).isNotNull().matches("[1-9][0-9]*");
    }
}
