package dev.trunkledger.command.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds one array per column, for statements that take all rows at once from {@code unnest}. */
final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int position;

    Columns(Connection connection, PreparedStatement statement, List<T> rows) {
        this(connection, statement, rows, 0);
    }

    private Columns(Connection connection, PreparedStatement statement, List<T> rows, int position) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.position = position;
    }

    /** Other rows, for the parameters that follow. */
    <U> Columns<U> then(List<U> others) {
        return new Columns<>(connection, statement, others, position);
    }

    Columns<T> bind(String type, Function<T, ? extends @Nullable Object> value) throws SQLException {
        @Nullable Object[] column = new @Nullable Object[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        statement.setArray(++position, connection.createArrayOf(type, column));
        return this;
    }

    /** As an array of its own type, which the driver sends in binary: escaped as text, bytes would double. */
    Columns<T> bindBytes(Function<T, byte[]> value) throws SQLException {
        byte[][] column = new byte[rows.size()][];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        statement.setArray(++position, connection.createArrayOf("bytea", column));
        return this;
    }
}
