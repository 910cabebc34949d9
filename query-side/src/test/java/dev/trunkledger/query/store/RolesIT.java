package dev.trunkledger.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What the application must not be able to do, whoever gets hold of its connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final ProjectedDatabase database = ProjectedDatabase.create();

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table read_model.mine (id int)",
                "alter table read_model.credential add column mine int",
                "drop table read_model.audit_entry",
                "truncate read_model.audit_entry",
                "delete from read_model.audit_entry",
                "update read_model.audit_entry set actor = 'nobody'",
                "delete from read_model.credential",
                "update read_model.projection_generation set generation = 0",
                "create schema mine",
                "create table ledger.mine (id int)",
                "create table vault.mine (id int)",
                "create table pacing.mine (id int)",
                "select * from ledger.event",
                "select * from vault.secret",
                "select * from pacing.gate",
                "create temporary table mine (id int)",
                "set role trunkledger_query_owner",
                "set role trunkledger_command",
                "set role trunkledger_pacing",
                "copy read_model.credential to program 'true'"
            })
    void theApplicationMayNot(String statement) {
        DataAccessException refused = catchThrowableOfType(
                DataAccessException.class, () -> database.jdbc().execute(statement));

        assertThat(refused.getMostSpecificCause()).isInstanceOf(SQLException.class);
        assertThat(((SQLException) refused.getMostSpecificCause()).getSQLState())
                .as(statement)
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "vault", "pacing"})
    void theApplicationMayNotLookInto(String schema) {
        assertThat(database.jdbc().queryForObject("select has_schema_privilege(?, 'usage')", Boolean.class, schema))
                .isFalse();
    }
}
