package dev.trunkledger.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TrunkledgerDatabase database = TestDatabase.create();

    @Test
    void letsEachOwnerMakeTablesInItsOwnSchemasOnly() throws SQLException {
        execute(database.commandOwner(), "create table ledger.a (i int)");
        execute(database.commandOwner(), "create table vault.a (i int)");
        execute(database.queryOwner(), "create table read_model.a (i int)");
        execute(database.pacingOwner(), "create table pacing.a (i int)");

        assertRefusedIn(database.commandOwner(), "read_model", "pacing", "public");
        assertRefusedIn(database.queryOwner(), "ledger", "vault", "pacing", "public");
        assertRefusedIn(database.pacingOwner(), "ledger", "vault", "read_model", "public");
    }

    @Test
    void letsTheApplicationsMakeNothing() {
        assertRefused(database.command(), "create table ledger.c (i int)");
        assertRefused(database.query(), "create table read_model.c (i int)");
        assertRefused(database.pacing(), "create table pacing.c (i int)");
    }

    @Test
    void showsAnApplicationOnlyWhatItWasGranted() throws SQLException {
        execute(database.commandOwner(), "create table ledger.d (i int)", "create table ledger.e (i int)");
        execute(database.commandOwner(), "grant select on ledger.d to trunkledger_command");

        execute(database.command(), "select * from ledger.d");
        assertRefused(database.command(), "select * from ledger.e");
        assertRefused(database.query(), "select * from ledger.d");
        assertRefused(database.pacing(), "select * from ledger.d");
    }

    @Test
    void keepsTheSidesApartWhateverTheirTablesGrant() throws SQLException {
        execute(database.queryOwner(), "create table read_model.g (i int)", "grant select on read_model.g to public");
        execute(database.pacingOwner(), "create table pacing.g (i int)", "grant select on pacing.g to public");

        execute(database.query(), "select * from read_model.g");
        execute(database.pacing(), "select * from pacing.g");
        for (DatabaseRole other : List.of(database.command(), database.pacing(), database.pacingOwner())) {
            assertRefused(other, "select * from read_model.g");
        }
        for (DatabaseRole other : List.of(database.command(), database.query(), database.queryOwner())) {
            assertRefused(other, "select * from pacing.g");
        }
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
            case "trunkledger_query" -> database.query().password();
            case "trunkledger_pacing_owner" -> database.pacingOwner().password();
            case "trunkledger_pacing" -> database.pacing().password();
            default -> throw new IllegalArgumentException(role);
        };
    }

    private void assertRefusedIn(DatabaseRole role, String... schemas) {
        for (String schema : schemas) {
            assertRefused(role, "create table " + schema + ".b (i int)");
        }
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
