package dev.trunkledger.query.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Statements that go to the database together, each over some rows. For a few rows, sending a statement alone and waking
 * both ends for it costs more than what it does. They are carried out in their order; each sees what those before it did
 * and, outside of stricter isolation, what was committed while they waited. Used once.
 */
final class RoundTrip {

    private final JdbcTemplate database;
    private final List<Part<?>> parts = new ArrayList<>();

    /** Which columns of its rows a statement takes, in the order of its question marks. */
    @FunctionalInterface
    interface Binding<R> {
        void to(Columns<R> columns) throws SQLException;
    }

    /** @param answer null for a statement that returns no rows */
    private record Part<R>(
            String sql,
            Collection<R> rows,
            Binding<R> binding,
            @Nullable RowCallbackHandler answer) {

        int bind(Connection connection, PreparedStatement statement, int from) throws SQLException {
            Columns<R> columns = new Columns<>(connection, statement, from, rows);
            binding.to(columns);
            return columns.next();
        }
    }

    RoundTrip(JdbcTemplate database) {
        this.database = database;
    }

    /** A statement that returns no rows. Without any rows to write it is left out. */
    <R> RoundTrip write(String sql, Collection<R> rows, Binding<R> binding) {
        return add(sql, rows, binding, null);
    }

    /** A query. Without any rows to ask about it is left out. */
    <R> RoundTrip ask(String sql, Collection<R> rows, Binding<R> binding, RowCallbackHandler answer) {
        return add(sql, rows, binding, answer);
    }

    /** @throws DataAccessException when one failed; those behind it are not carried out then */
    void go() {
        if (parts.isEmpty()) {
            return;
        }
        database.execute(this::statement, this::carryOut);
    }

    private <R> RoundTrip add(String sql, Collection<R> rows, Binding<R> binding, @Nullable RowCallbackHandler answer) {
        if (!rows.isEmpty()) {
            parts.add(new Part<>(sql, rows, binding, answer));
        }
        return this;
    }

    private PreparedStatement statement(Connection connection) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(parts.stream().map(Part::sql).collect(Collectors.joining(";\n")));
        int next = 1;
        for (Part<?> part : parts) {
            next = part.bind(connection, statement, next);
        }
        return statement;
    }

    private @Nullable Void carryOut(PreparedStatement statement) throws SQLException {
        statement.execute();
        for (Part<?> part : parts) {
            if (part.answer() != null) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        part.answer().processRow(rows);
                    }
                }
            }
            statement.getMoreResults();
        }
        return null;
    }
}
