package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.reading.Queries;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.Trunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;

class OutageIT {

    @Test
    void saysThatTheDatabaseIsAwayAndServesAgainWhenItIsBack(@TempDir Path directory) {
        try (LocalPostgres postgres = LocalPostgres.start(directory);
                QuerySide querySide = QuerySide.on(TrunkledgerDatabase.provide(
                        postgres, "outage", role -> UUID.randomUUID().toString()))) {
            Client caller = querySide.caller("acme");
            Trunk trunk = new Trunk("acme");
            querySide.project(trunk.created(Trunk.server("a.test")));
            List<String> paths = List.of(
                    trunk.path(),
                    trunk.path() + "?minVersion=1",
                    trunk.path() + "?asOf=2030-01-01T00:00:00Z",
                    trunk.path() + "/versions/1",
                    trunk.path() + "/diff?from=1&to=1",
                    trunk.path() + "/history",
                    trunk.path() + "/history/verification",
                    "/api/v1/sip-credentials?asOf=2030-01-01T00:00:00Z",
                    "/api/v1/sip-credentials",
                    "/api/v1/audit-entries");
            assertThat(paths).allMatch(path -> caller.get(path).status() == 200);

            postgres.stop();
            for (String path : paths) {
                Answer answer = caller.get(path, "Prefer", "wait=1");
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.problem()).as(path).isEqualTo("service-unavailable");
                assertThat(answer.header("Retry-After")).isPresent();
            }

            postgres.start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(paths).allMatch(path -> caller.get(path).status() == 200));
        }
    }

    @Test
    void givesUpAStatementThatTakesTooLong() {
        Queries database = QuerySide.shared().bean(Reading.class).of("anybody");
        assertThatThrownBy(() -> database.number(new SqlText().add("select pg_sleep(20)")))
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void changesNothingWhateverAQueryIsMadeToSay() {
        Queries database = QuerySide.shared().bean(Reading.class).of("anybody");
        assertThatThrownBy(() -> database.number(new SqlText().add("update credential set version = version")))
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseMessage("ERROR: cannot execute UPDATE in a read-only transaction");
    }
}
