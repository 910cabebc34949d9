package dev.trunkledger.command.eventstore;

import static dev.trunkledger.command.CommandInstance.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether members of a pool disagree, asked alone and by many at once. */
class CpsKeyMembersIT {

    private static final UUID MEMBER = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private LedgerDatabase database;
    private CommandInstance instance;
    private CpsKeyMembers members;

    @BeforeEach
    void start() throws SQLException {
        database = new LedgerDatabase();
        instance = database.startInstance(MINUTE);
        members = new CpsKeyMembers(instance.get(JdbcTemplate.class), MINUTE, MINUTE);
        try (Connection application = database.connectAsApplication();
                Statement statement = application.createStatement()) {
            statement.executeUpdate("""
                    insert into ledger.cps_key_member (credential_id, org_id, cps_key, cps_limit) values
                    ('%s', 'acme', 'carrier', 10), ('%s', 'acme', 'unlimited', null), ('%s', 'globex', 'carrier', 20)
                    """.formatted(MEMBER, UUID.randomUUID(), UUID.randomUUID()));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anotherMemberWithAnotherLimitDisagrees() {
        assertThat(members.conflicts(ORG, "carrier", OTHER, 11)).isTrue();
    }

    @Test
    void nobodyDisagreesWithTheSameLimitWithItselfOrOverNoLimit() {
        assertThat(members.conflicts(ORG, "carrier", OTHER, 10)).isFalse();
        assertThat(members.conflicts(ORG, "carrier", MEMBER, 11)).isFalse();
        assertThat(members.conflicts(ORG, "carrier", OTHER, null)).isFalse();
        assertThat(members.conflicts(ORG, "unlimited", OTHER, 11)).isFalse();
        assertThat(members.conflicts(ORG, "nobody's", OTHER, 11)).isFalse();
    }

    @Test
    void thePoolOfAnotherOrganisationIsAnotherPool() {
        assertThat(members.conflicts("globex", "carrier", OTHER, 20)).isFalse();
        assertThat(members.conflicts("globex", "carrier", OTHER, 10)).isTrue();
    }

    @Test
    void manyWhoAskAtOnceShareAQueryAndEachGetsItsOwnAnswer() throws Exception {
        try (Connection owner = database.connectAsOwner();
                ExecutorService callers = Executors.newCachedThreadPool()) {
            lockMembers(owner);
            List<Future<Boolean>> answers = new ArrayList<>();
            answers.add(callers.submit(() -> members.conflicts(ORG, "carrier", OTHER, 10)));
            awaitHeldUp();
            for (int limit = 1; limit <= 20; limit++) {
                int asked = limit;
                answers.add(callers.submit(() -> members.conflicts(ORG, "carrier", OTHER, asked)));
                await().until(() -> members.waiting() == asked);
            }
            assertThat(heldUp()).isOne();
            owner.rollback();

            assertThat(answers.getFirst().get()).isFalse();
            for (int limit = 1; limit <= 20; limit++) {
                assertThat(answers.get(limit).get()).as("limit %d", limit).isEqualTo(limit != 10);
            }
        }
    }

    @Test
    void oneWhoseTurnDoesNotComeInTimeIsToldSo() throws Exception {
        CpsKeyMembers hurried = new CpsKeyMembers(instance.get(JdbcTemplate.class), Duration.ofMillis(1), MINUTE);
        try (Connection owner = database.connectAsOwner();
                ExecutorService callers = Executors.newCachedThreadPool()) {
            lockMembers(owner);
            Future<Boolean> first = callers.submit(() -> hurried.conflicts(ORG, "carrier", OTHER, 11));
            awaitHeldUp();

            assertThatThrownBy(() -> hurried.conflicts(ORG, "carrier", OTHER, 11))
                    .isInstanceOf(QueryTimeoutException.class);

            owner.rollback();
            assertThat(first.get()).isTrue();
        }
    }

    /** As on a connection whose other end is gone: whoever leads fails soon, and the next in the queue leads. */
    @Test
    void aQueryThatIsNotAnsweredIsGivenUp() throws Exception {
        CommandInstance unbounded = database.startInstance(
                "--spring.datasource.hikari.connection-init-sql=set lock_timeout = " + MINUTE.toMillis(),
                "--spring.datasource.hikari.data-source-properties.socketTimeout=0");
        CpsKeyMembers impatient = new CpsKeyMembers(unbounded.get(JdbcTemplate.class), MINUTE, Duration.ofMillis(100));
        try (Connection owner = database.connectAsOwner()) {
            lockMembers(owner);

            assertThatThrownBy(() -> impatient.conflicts(ORG, "carrier", OTHER, 11))
                    .isInstanceOf(DataAccessResourceFailureException.class);
        }
    }

    @Test
    void anAbsentDatabaseIsTold() throws SQLException {
        database.refuseConnections();

        assertThatThrownBy(() -> members.conflicts(ORG, "carrier", OTHER, 11)).isInstanceOf(DataAccessException.class);
    }

    private static void lockMembers(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            statement.execute("lock table ledger.cps_key_member in access exclusive mode");
        }
    }

    private void awaitHeldUp() {
        await().until(() -> heldUp() == 1);
    }

    private long heldUp() throws SQLException {
        return database.count("select count(*) from pg_locks where not granted");
    }
}
