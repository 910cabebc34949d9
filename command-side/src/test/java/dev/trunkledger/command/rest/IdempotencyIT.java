package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IdempotencyIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";
    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);
    private final String key = UUID.randomUUID().toString();

    @Test
    void answersARepeatedCreationAsTheFirst() {
        Answer first = api.post(GUARDED, "Idempotency-Key", key);
        Answer second = api.post(GUARDED, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertSame(second, first);
    }

    @Test
    void answersAsTheFirstEvenAfterLaterChanges() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, GUARDED, "Idempotency-Key", key);
        api.put(id, "{\"server\":\"sip2.example.com\",\"authPassword\":null,\"description\":\"later\"}");
        api.delete(id);

        assertSame(api.put(id, GUARDED, "Idempotency-Key", key), first);
    }

    @Test
    void answersWithTheWarningsOfTheFirst() {
        String member = "{\"server\":\"sip.example.com\",\"cpsKey\":\"pool\",\"cpsLimit\":%d}";
        String other = api.created(member.formatted(10)).id();
        Answer first = api.post(member.formatted(5), "Idempotency-Key", key);
        api.delete(other);

        assertThat(first.warnings()).containsExactly("cps-key-limits-disagree");
        assertSame(api.post(member.formatted(5), "Idempotency-Key", key), first);
    }

    @Test
    void rememberWhatChangedNothing() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, BARE, "Idempotency-Key", key);
        api.put(id, "{\"server\":\"sip2.example.com\"}");

        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertSame(api.put(id, BARE, "Idempotency-Key", key), first);
    }

    @Test
    void answersARepeatedDeletionAsTheFirst() {
        String id = api.created(BARE).id();

        assertThat(api.delete(id, "Idempotency-Key", key).status()).isEqualTo(204);
        Answer second = api.delete(id, "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(204);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void takesAnotherRequestUnderTheSameKeyForAMistake() {
        String id = api.created(BARE).id();
        api.put(id, GUARDED, "Idempotency-Key", key);

        assertReused(api.put(id, BARE, "Idempotency-Key", key));
        assertReused(
                api.put(id, "{\"server\":\"sip.example.com\",\"authPassword\":\"second\"}", "Idempotency-Key", key));
        assertReused(api.put(api.created(BARE).id(), GUARDED, "Idempotency-Key", key));
        assertReused(api.send("PUT", Api.PATH + "/" + id + "?keepAuthPassword=true", GUARDED, "Idempotency-Key", key));
        assertReused(api.post(GUARDED, "Idempotency-Key", key));
        assertReused(api.delete(id, "Idempotency-Key", key));
    }

    @Test
    void doesNotHoldANewIfMatchAgainstARepetition() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\"");

        assertSame(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\""), first);
        assertSame(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"2\""), first);
    }

    @Test
    void judgesARefusedRequestAnew() {
        String id = api.created(BARE).id();

        assertThat(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"2\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheKeysOfOrganisationsApart() {
        String first = api.post(BARE, "Idempotency-Key", key).id();
        Answer other = Api.ofNewOrganisation(side).post(BARE, "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.id()).isNotEqualTo(first);
        assertThat(other.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void saysWhenTheFirstRequestIsStillRunning() throws SQLException {
        String id = api.created(BARE).id();
        try (Connection operator = operator()) {
            operator.setAutoCommit(false);
            // Whoever wants to write waits here, for a second at most.
            execute(operator, "lock table ledger.idempotency in share row exclusive mode");
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> api.put(id, GUARDED, "Idempotency-Key", key));
            await().pollInterval(Duration.ofMillis(10)).until(this::someoneWaitsForALock);
            Answer second = api.put(id, GUARDED, "Idempotency-Key", key);
            operator.rollback();

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("idempotency-key-in-use");
            assertThat(first.join().status()).isIn(200, 503);
        }
        assertThat(api.put(id, GUARDED, "Idempotency-Key", key).status()).isEqualTo(200);
    }

    private Connection operator() throws SQLException {
        return DriverManager.getConnection(
                side.database().jdbcUrl(),
                TestInfrastructure.postgres().superuser(),
                TestInfrastructure.postgres().superuserPassword());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** On a connection of its own: within one transaction, pg_stat_activity shows the same picture each time. */
    private boolean someoneWaitsForALock() throws SQLException {
        try (Connection observer = operator();
                Statement statement = observer.createStatement();
                ResultSet waiting = statement.executeQuery("select exists (select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'"
                        + " and query like '%ledger.idempotency%')")) {
            return waiting.next() && waiting.getBoolean(1);
        }
    }

    private static void assertReused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
    }

    private static void assertSame(Answer repeated, Answer first) {
        assertThat(repeated.status()).isEqualTo(first.status());
        assertThat(repeated.body()).isEqualTo(first.body());
        assertThat(repeated.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(repeated.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    }
}
