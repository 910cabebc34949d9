package dev.trunkledger.infrastructure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/**
 * One database with the schemas of all sides and, for each side, a role that owns its schemas (migrations) and one that
 * uses them (the application). What the tables grant, the migrations say.
 */
public record TrunkledgerDatabase(
        String jdbcUrl,
        DatabaseRole commandOwner,
        DatabaseRole command,
        DatabaseRole queryOwner,
        DatabaseRole query,
        DatabaseRole pacingOwner,
        DatabaseRole pacing) {

    /**
     * Makes what is missing, and sets the passwords; harmless on a database that is already there.
     *
     * @param passwords the password of each role, by its name
     */
    public static TrunkledgerDatabase provide(
            LocalPostgres postgres, String database, Function<String, String> passwords) {
        TrunkledgerDatabase provided = new TrunkledgerDatabase(
                postgres.jdbcUrl(database),
                role("trunkledger_command_owner", passwords),
                role("trunkledger_command", passwords),
                role("trunkledger_query_owner", passwords),
                role("trunkledger_query", passwords),
                role("trunkledger_pacing_owner", passwords),
                role("trunkledger_pacing", passwords));
        try {
            try (Connection server = connect(postgres, postgres.superuser())) {
                provided.makeRoles(server);
                provided.makeDatabase(server, database);
            }
            try (Connection inside = connect(postgres, database)) {
                provided.makeSchemas(inside);
            }
        } catch (SQLException e) {
            throw new InfrastructureException("The database " + database + " could not be made: " + e.getMessage(), e);
        }
        return provided;
    }

    private static DatabaseRole role(String name, Function<String, String> passwords) {
        return new DatabaseRole(name, passwords.apply(name));
    }

    private static Connection connect(LocalPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(database), postgres.superuser(), postgres.superuserPassword());
    }

    private List<DatabaseRole> roles() {
        return List.of(commandOwner, command, queryOwner, query, pacingOwner, pacing);
    }

    private void makeRoles(Connection server) throws SQLException {
        for (DatabaseRole role : roles()) {
            if (!exists(server, "select from pg_roles where rolname = ?", role.name())) {
                execute(server, "create role %I login", role.name());
            }
            execute(server, "alter role %I password %L", role.name(), role.password());
        }
        // What the query side takes on for queries: it sees one organisation, and gets in by the other role alone.
        String reading = query.name() + "_reading";
        if (!exists(server, "select from pg_roles where rolname = ?", reading)) {
            execute(server, "create role %I", reading);
            execute(server, "grant %I to %I with inherit false, set true", reading, query.name());
        }
    }

    private void makeDatabase(Connection server, String database) throws SQLException {
        if (!exists(server, "select from pg_database where datname = ?", database)) {
            execute(server, "create database %I", database);
        }
        execute(server, "revoke all on database %I from public", database);
        for (DatabaseRole role : roles()) {
            execute(server, "grant connect on database %I to %I", database, role.name());
        }
    }

    private void makeSchemas(Connection inside) throws SQLException {
        makeSchema(inside, "ledger", commandOwner, command);
        makeSchema(inside, "vault", commandOwner, command);
        makeSchema(inside, "read_model", queryOwner, query);
        makeSchema(inside, "pacing", pacingOwner, pacing);
        // Their owner needs no right to create in the database then.
        execute(inside, "create extension if not exists pg_trgm");
        execute(inside, "create extension if not exists btree_gin");
    }

    private static void makeSchema(Connection inside, String schema, DatabaseRole owner, DatabaseRole user)
            throws SQLException {
        execute(inside, "create schema if not exists %I authorization %I", schema, owner.name());
        execute(inside, "grant usage on schema %I to %I", schema, user.name());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    // Definitions take no bind parameters: the server's own format() does the quoting.
    private static void execute(Connection connection, String template, String... names) throws SQLException {
        String places = ", ?".repeat(names.length);
        try (PreparedStatement format = connection.prepareStatement("select format(?" + places + ")");
                Statement statement = connection.createStatement()) {
            format.setString(1, template);
            for (int i = 0; i < names.length; i++) {
                format.setString(i + 2, names[i]);
            }
            try (ResultSet result = format.executeQuery()) {
                result.next();
                statement.execute(result.getString(1));
            }
        }
    }
}
