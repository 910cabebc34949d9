package dev.trunkledger.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TrunkledgerDatabase database = TestDatabase.create();

    @Test
    void letsEachOwnerMakeTablesInItsOwnSchemasOnly() throws SQLException {
        execute(database.commandOwner(), "create table ledger.a (i int)");
        execute(database.commandOwner(), "create table vault.a (i int)");
        execute(database.queryOwner(), "create table read_model.a (i int)");

        assertRefused(database.commandOwner(), "create table read_model.b (i int)");
        assertRefused(database.queryOwner(), "create table ledger.b (i int)");
        assertRefused(database.commandOwner(), "create table public.b (i int)");
    }

    @Test
    void letsTheApplicationsMakeNothing() {
        assertRefused(database.command(), "create table ledger.c (i int)");
        assertRefused(database.query(), "create table read_model.c (i int)");
    }

    @Test
    void showsAnApplicationOnlyWhatItWasGranted() throws SQLException {
        execute(database.commandOwner(), "create table ledger.d (i int)", "create table ledger.e (i int)");
        execute(database.commandOwner(), "grant select on ledger.d to trunkledger_command");

        execute(database.command(), "select * from ledger.d");
        assertRefused(database.command(), "select * from ledger.e");
        assertRefused(database.query(), "select * from ledger.d");
    }

    @Test
    void isProvidedAgainWithoutLoss() throws SQLException {
        String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
        execute(database.commandOwner(), "create table ledger.f (i int)");

        TrunkledgerDatabase again =
                TrunkledgerDatabase.provide(TestInfrastructure.postgres(), name, role -> passwordOf(role));

        assertThat(again).isEqualTo(database);
        execute(again.commandOwner(), "select * from ledger.f");
    }

    @Test
    void keepsPasswordsOutOfItsText() {
        assertThat(database.toString()).doesNotContain(database.command().password());
    }

    private String passwordOf(String role) {
        return switch (role) {
            case "trunkledger_command_owner" -> database.commandOwner().password();
            case "trunkledger_command" -> database.command().password();
            case "trunkledger_query_owner" -> database.queryOwner().password();
            default -> database.query().password();
        };
    }

    private void assertRefused(DatabaseRole role, String sql) {
        assertThatThrownBy(() -> execute(role, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private void execute(DatabaseRole role, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role.name(), role.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
