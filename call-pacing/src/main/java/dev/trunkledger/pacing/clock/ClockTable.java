package dev.trunkledger.pacing.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link SharedTime} in PostgreSQL. What the newest report loses in a crash only makes the time go on earlier. */
public final class ClockTable implements SharedTime {

    private static final String LOOK = "select wall_ns(), offset_ns, epoch, beats, beat_ns from clock";

    /** The statement is on its way for a while, so that the store may well be a little ahead. */
    private static final String REPORT = """
            update clock set beats = beats + 1, beat_ns = greatest(beat_ns, ?)
             where epoch = ? and wall_ns() + offset_ns - ? between -4000000 and 10000000
            returning wall_ns(), offset_ns, epoch, beats, beat_ns""";

    private static final String REBASE =
            "update clock set offset_ns = ?, epoch = epoch + 1, beats = beats + 1 where epoch = ? and beats = ?";

    private final DataSource database;
    private final LongSupplier steady;

    public ClockTable(DataSource database, LongSupplier steady) {
        this.database = database;
        this.steady = steady;
    }

    @Override
    public Sight look() {
        try (Connection connection = database.getConnection()) {
            Sight seen = sight(connection, LOOK);
            if (seen == null) {
                throw new SQLException("The clock has no row");
            }
            return seen;
        } catch (SQLException e) {
            throw new StoreAwayException(e);
        }
    }

    @Override
    public Sight report(long pacingNanos, long epoch) {
        Sight counted;
        try (Connection connection = database.getConnection()) {
            counted = sight(connection, REPORT, pacingNanos, epoch, pacingNanos);
        } catch (SQLException e) {
            throw new StoreAwayException(e);
        }
        return counted != null ? counted : look();
    }

    @Override
    public boolean rebase(long offsetNanos, Sight seen) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REBASE)) {
            set(statement, offsetNanos, seen.epoch(), seen.beats());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StoreAwayException(e);
        }
    }

    private @Nullable Sight sight(Connection connection, String sql, long... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            long sent = steady.getAsLong();
            try (ResultSet row = statement.executeQuery()) {
                long received = steady.getAsLong();
                return row.next()
                        ? new Sight(
                                sent,
                                received,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5))
                        : null;
            }
        }
    }

    private static void set(PreparedStatement statement, long... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setLong(i + 1, parameters[i]);
        }
    }
}
