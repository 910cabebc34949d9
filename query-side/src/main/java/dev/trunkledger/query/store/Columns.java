package dev.trunkledger.query.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds rows to a statement column by column, as arrays for {@code unnest}: one statement, however many rows. */
final class Columns<R> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int next;

    /** @param from the number of the first question mark that is theirs */
    Columns(Connection connection, PreparedStatement statement, int from, Collection<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.next = from;
        this.rows = List.copyOf(rows);
    }

    Columns<R> add(String type, Function<R, @Nullable Object> column) throws SQLException {
        return bind(type, rows.stream().map(column).toArray());
    }

    Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
        return bind("text", rows.stream().map(column).toArray(String[]::new));
    }

    Columns<R> longs(Function<R, @Nullable Long> column) throws SQLException {
        return bind("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    Columns<R> times(Function<R, @Nullable Instant> column) throws SQLException {
        return bind(
                "timestamptz",
                rows.stream()
                        .map(column)
                        .map(time -> time == null ? null : time.toString())
                        .toArray(String[]::new));
    }

    Columns<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
        return bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    /** The number of the first question mark that is left. */
    int next() {
        return next;
    }

    private Columns<R> bind(String type, @Nullable Object[] elements) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, elements));
        return this;
    }
}
