package dev.trunkledger.pacing.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** {@link SharedTime} in PostgreSQL. What the newest report loses in a crash only makes the time go on earlier. */
public final class ClockTable implements SharedTime {

    private static final String LOOK =
            "select wall_ns(), offset_ns, epoch, beats, beat_ns, beat_by is distinct from ? from clock";

    private static final String REPORT = """
            update clock set beats = beats + 1, beat_ns = greatest(beat_ns, ?), beat_by = ?
            returning wall_ns(), new.offset_ns, new.epoch, new.beats, new.beat_ns, old.beat_by is distinct from new.beat_by""";

    private static final String REBASE =
            "update clock set offset_ns = ?, epoch = epoch + 1, beats = beats + 1, beat_by = ? where epoch = ?";

    private final DataSource database;
    private final LongSupplier steady;
    private final UUID instance = UUID.randomUUID();

    public ClockTable(DataSource database, LongSupplier steady) {
        this.database = database;
        this.steady = steady;
    }

    @Override
    public Sight look() {
        return sight(LOOK, statement -> statement.setObject(1, instance));
    }

    @Override
    public Sight report(long pacingNanos) {
        return sight(REPORT, statement -> {
            statement.setLong(1, pacingNanos);
            statement.setObject(2, instance);
        });
    }

    @Override
    public boolean rebase(long offsetNanos, Sight seen) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REBASE)) {
            statement.setLong(1, offsetNanos);
            statement.setObject(2, instance);
            statement.setLong(3, seen.epoch());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StoreAwayException(e);
        }
    }

    private Sight sight(String sql, Parameters parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            long sent = steady.getAsLong();
            try (ResultSet row = statement.executeQuery()) {
                long received = steady.getAsLong();
                if (!row.next()) {
                    throw new SQLException("The clock has no row");
                }
                return new Sight(
                        sent,
                        received,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBoolean(6));
            }
        } catch (SQLException e) {
            throw new StoreAwayException(e);
        }
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
