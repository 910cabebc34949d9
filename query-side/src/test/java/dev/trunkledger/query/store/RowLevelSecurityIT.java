package dev.trunkledger.query.store;

import static dev.trunkledger.query.fixtures.CredentialHistory.aHistory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement finds that forgot to ask for its caller's organisation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityIT {

    private final ProjectedDatabase database = ProjectedDatabase.create();
    private Connection application;

    @BeforeAll
    void fill() {
        database.project(
                aHistory().ofOrganisation("org-a").created(UnaryOperator.identity()),
                aHistory().ofOrganisation("org-b").created(UnaryOperator.identity()),
                aHistory().ofOrganisation("org-c").created(UnaryOperator.identity()));
    }

    @BeforeEach
    void connect() throws SQLException {
        TrunkledgerDatabase connected = database.database();
        application = DriverManager.getConnection(
                connected.jdbcUrl(), connected.query().name(), connected.query().password());
        try (Statement statement = application.createStatement()) {
            statement.execute("set role " + connected.query().name() + "_reading");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        application.close();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential", "org_total", "audit_entry"})
    void itFindsTheRowsOfTheOneThatWasNamed(String table) throws SQLException {
        assertThat(organisations(table)).isEmpty();

        see("org-a");
        assertThat(organisations(table)).containsExactly("org-a");

        see("org-b");
        assertThat(organisations(table)).containsExactly("org-b");

        for (String nobody : List.of("", "nobody", "%", "org-a' or '1'='1", "ORG-A")) {
            see(nobody);
            assertThat(organisations(table)).as(nobody).isEmpty();
        }
    }

    @Test
    void everyTableWithAnOrganisationHasAPolicyButTheWordsOfSearch() throws SQLException {
        assertThat(texts("""
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
                 where c.relnamespace = 'read_model'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
                """)).containsExactly("credential_search");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update read_model.credential set server = 'x'",
                "insert into read_model.org_total values ('org-a', '', '', false, 1)",
                "delete from read_model.parked_message",
                "select * from read_model.parked_message",
                "select * from ledger.event",
                "set role trunkledger_query_owner"
            })
    void queriesMayNot(String statement) throws SQLException {
        see("org-a");
        try (Statement forbidden = application.createStatement()) {
            assertThatThrownBy(() -> forbidden.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    private void see(String organisation) throws SQLException {
        try (PreparedStatement name =
                application.prepareStatement("select set_config('trunkledger.organisation', ?, false)")) {
            name.setString(1, organisation);
            name.execute();
        }
    }

    private List<String> organisations(String table) throws SQLException {
        return texts("select distinct org_id from read_model." + table + " order by org_id");
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = application.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
