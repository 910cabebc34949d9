package dev.trunkledger.query.reading;

import static dev.trunkledger.query.fixtures.CredentialHistory.aHistory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.store.ProjectedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The one connection of a pool goes from caller to caller: none finds what the one before was allowed to see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingIT {

    private final ProjectedDatabase database = ProjectedDatabase.create();
    private final HikariDataSource pool = poolOfOne();
    private final Reading reading =
            new Reading(pool, database.database().query().name() + "_reading");

    @BeforeAll
    void fill() {
        for (String organisation : List.of("org-a", "org-b")) {
            database.project(aHistory()
                    .ofOrganisation(organisation)
                    .created(UnaryOperator.identity())
                    .revealed(1));
            database.jdbc()
                    .update(
                            "insert into read_model.audit_checkpoint (org_id, sequence, hash, signed) values (?, 1, ?, ?)",
                            organisation,
                            "hash of " + organisation,
                            organisation.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void close() {
        pool.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential", "org_total", "audit_entry", "access_head", "audit_checkpoint"})
    void eachSeesItsOwnWhoeverCameBefore(String table) {
        assertThat(organisations(reading.of("org-a"), table)).containsExactly("org-a");
        assertThat(organisations(reading.of("org-b"), table)).containsExactly("org-b");
        assertThat(organisations(reading.ofAll(), table)).containsExactly("org-a", "org-b");
        assertThat(organisations(reading.of("org-a"), table)).containsExactly("org-a");
        assertThat(organisations(reading.of("nobody"), table)).isEmpty();
        assertThat(organisations(reading.ofAll(), table)).containsExactly("org-a", "org-b");
    }

    @Test
    void aStatementThatFailsLeavesNothingToTheNext() {
        for (int time = 0; time < 10; time++) {
            assertThatThrownBy(() -> reading.of("org-a").number(new SqlText().add("select 1 / 0")))
                    .isInstanceOf(DataAccessException.class);

            assertThat(organisations(reading.of("org-b"), "credential")).containsExactly("org-b");
        }
    }

    private static List<String> organisations(Queries caller, String table) {
        return caller.list(
                new SqlText().add("select distinct org_id from read_model." + table + " order by org_id"),
                (row, number) -> row.getString(1));
    }

    private HikariDataSource poolOfOne() {
        TrunkledgerDatabase connected = database.database();
        var one = new HikariDataSource();
        one.setJdbcUrl(connected.jdbcUrl());
        one.setUsername(connected.query().name());
        one.setPassword(connected.query().password());
        one.setMaximumPoolSize(1);
        return one;
    }
}
