package dev.trunkledger.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a superuser can do to the tables of a deployment, and read from them; bytes as the text that they hold. */
public record DatabaseDump(String jdbcUrl, String superuser, String password) {

    public List<String> everyRow() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, superuser, password)) {
            List<String> rows = new ArrayList<>();
            for (String table : tables(connection)) {
                rows.addAll(rows(connection, table));
            }
            return rows;
        }
    }

    /** As the superuser, whom no grant stops. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Keeps tables from everybody else until it is closed, as a careless migration would. */
    Connection lock(String tables) throws SQLException {
        Connection holder = DriverManager.getConnection(jdbcUrl, superuser, password);
        try (Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table " + tables + " in access exclusive mode");
            return holder;
        } catch (SQLException e) {
            holder.close();
            throw e;
        }
    }

    /** The first column. */
    public List<String> texts(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, superuser, password)) {
            return column(connection, query);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return column(connection, """
                select format('%I.%I', schemaname, tablename) from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema')""");
    }

    /** A bytea shows in a row's text as hex, so the canary is searched in hex as well; here as escaped text too. */
    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>(column(connection, "select t::text from " + table + " t"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set bytea_output = 'escape'");
        }
        rows.addAll(column(connection, "select t::text from " + table + " t"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set bytea_output = 'hex'");
        }
        return rows;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
