package dev.trunkledger.command.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One batch of a stream: whoever has the lock reads, publishes and moves the position; all other instances wait.
 *
 * <p>The lock is an advisory one because a row lock would assign this transaction an id of its own, and events
 * committed later would then have to wait for it.
 */
final class RelayTransaction implements AutoCloseable {

    /** Any number that nothing else in the database uses; the segment is the second half of the lock's key. */
    private static final int LOCK = 0x74_6c_72_79;

    // A batch that outlives the timeout is given up, and its lock with it. The position may be lost in a crash of the
    // server: the batch is then published again, which consumers expect. Off first: PostgreSQL keeps the time of a
    // transaction whose timeout, here the pool's, already runs.
    //
    // Without sorting: the planner does not see how little is behind the position, and would rather read and sort all
    // of a small table than go by the index.
    private static final String BEGIN = """
            set local transaction_timeout = 0;
            set local transaction_timeout = '15s';
            set local lock_timeout = 0;
            set local synchronous_commit = off;
            set local enable_sort = off;
            select pg_advisory_xact_lock(%1$d, %2$d);
            select transaction_id::text, global_index, acknowledged::text
              from ledger.relay_position
             where segment = %2$d;
            """;

    // In commit order: identity numbers alone are given out before the commit, and a late commit would be passed over.
    // The order says "e." because a bare name would be that of the output column, and as text 999 comes after 1000.
    private static final String EVENTS_BEHIND = """
            select e.transaction_id::text, e.global_index, e.key, e.type, e.traceparent, e.payload,
                   e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
              from (%s) e
             where (e.transaction_id, e.global_index) > (%s)
             order by e.transaction_id, e.global_index
             limit %s
            """;

    private static final String POSITION =
            "select transaction_id, global_index from ledger.relay_position where segment = %d";

    /** Five settings and the lock. */
    private static final int RESULTS_BEFORE_THE_POSITION = 6;

    /** Of silence, after which the other end is taken for gone: longer than the transaction may take, or wait for its turn. */
    private static final int MOST_SILENCE_MS = 17_000;

    // The condition on the old position turns away an instance whose lock was lost while it stood still.
    private static final String MOVE = """
            update ledger.relay_position
               set transaction_id = ?::xid8, global_index = ?, acknowledged = acknowledged || ?::jsonb
             where segment = ? and transaction_id = ?::xid8 and global_index = ?
            """;

    private static final String MARK = """
            insert into ledger.relay_milestone (segment, transaction_id, global_index, acknowledged)
            select segment, transaction_id, global_index, acknowledged from ledger.relay_position where segment = ?
            on conflict do nothing
            """;

    private static final String MILESTONES = """
            select transaction_id::text, global_index, acknowledged::text from ledger.relay_milestone
             where segment = ? order by transaction_id desc, global_index desc
            """;

    private static final String FORGET = """
            delete from ledger.relay_milestone
             where segment = ? and (transaction_id, global_index) > (?::xid8, ?)
            """;

    private static final String GO_BACK = """
            update ledger.relay_position set transaction_id = ?::xid8, global_index = ?, acknowledged = ?::jsonb
             where segment = ?
            """;

    private final Connection connection;
    private final RelayStream stream;

    private RelayTransaction(Connection connection, RelayStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    static RelayTransaction begin(DataSource dataSource, RelayStream stream) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, MOST_SILENCE_MS);
            connection.setAutoCommit(false);
            return new RelayTransaction(connection, stream);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Waits for the lock, then reads up to {@code limit} events behind the position. */
    PendingEvents read(int limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // One round trip: where hardly anything is written, each costs more than what it brings.
            String events = EVENTS_BEHIND.formatted(stream.source(), POSITION.formatted(stream.segment()), limit);
            statement.execute(BEGIN.formatted(LOCK, stream.segment()) + events);
            for (int passed = 0; passed < RESULTS_BEFORE_THE_POSITION; passed++) {
                statement.getMoreResults();
            }
            Milestone reached;
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                reached = milestone(row);
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return pending(reached, rows);
            }
        }
    }

    /** Reads up to {@code limit} of the events that come behind those. */
    PendingEvents readBehind(PendingEvents others, int limit) throws SQLException {
        StorePosition position = others.lastPosition();
        try (PreparedStatement read = connection.prepareStatement(
                EVENTS_BEHIND.formatted(stream.source(), "select ?::xid8, ?::bigint", "?"))) {
            read.setString(1, position.transactionId());
            read.setLong(2, position.globalIndex());
            read.setInt(3, limit);
            try (ResultSet rows = read.executeQuery()) {
                return pending(new Milestone(position, others.acknowledged()), rows);
            }
        }
    }

    /** Up to the first one that is not settled. */
    private static PendingEvents pending(Milestone reached, ResultSet rows) throws SQLException {
        List<StoredEvent> settled = new ArrayList<>();
        boolean moreUnsettled = false;
        while (!moreUnsettled && rows.next()) {
            if (rows.getBoolean(7)) {
                settled.add(event(rows));
            } else {
                moreUnsettled = true;
            }
        }
        return new PendingEvents(reached.position(), reached.acknowledged(), settled, moreUnsettled);
    }

    /**
     * Everything up to the position is published.
     *
     * @param acknowledged the last offset of each partition that got something
     * @param milestone whether this is a place to go back to
     */
    void moveTo(StorePosition reached, StorePosition before, PartitionOffsets acknowledged, boolean milestone)
            throws SQLException {
        // The commit goes with them. Where the position is another one by now, there is nothing that it could commit
        // but
        // a milestone, which the other instance has then reached.
        String statements = MOVE + (milestone ? ";" + MARK : "") + "; commit";
        try (PreparedStatement move = connection.prepareStatement(statements)) {
            move.setString(1, reached.transactionId());
            move.setLong(2, reached.globalIndex());
            move.setString(3, acknowledged.json());
            move.setInt(4, stream.segment());
            move.setString(5, before.transactionId());
            move.setLong(6, before.globalIndex());
            if (milestone) {
                move.setInt(7, stream.segment());
            }
            move.execute();
            if (move.getUpdateCount() != 1) {
                throw new SQLException("Another instance moved the relay's position meanwhile");
            }
        }
    }

    /** Goes back to the newest milestone all of which Kafka still has, or to the very beginning. */
    StorePosition goBack(PartitionOffsets ends) throws SQLException {
        Milestone target = newestBefore(ends);
        try (PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement goBack = connection.prepareStatement(GO_BACK)) {
            forget.setInt(1, stream.segment());
            forget.setString(2, target.position().transactionId());
            forget.setLong(3, target.position().globalIndex());
            forget.executeUpdate();
            goBack.setString(1, target.position().transactionId());
            goBack.setLong(2, target.position().globalIndex());
            goBack.setString(3, target.acknowledged().json());
            goBack.setInt(4, stream.segment());
            goBack.executeUpdate();
        }
        connection.commit();
        return target.position();
    }

    private Milestone newestBefore(PartitionOffsets ends) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(MILESTONES)) {
            read.setInt(1, stream.segment());
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    Milestone milestone = milestone(row);
                    if (milestone.acknowledged().liesBefore(ends)) {
                        return milestone;
                    }
                }
            }
        }
        return Milestone.BEGINNING;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }

    private static Milestone milestone(ResultSet row) throws SQLException {
        return new Milestone(
                new StorePosition(row.getString(1), row.getLong(2)), PartitionOffsets.parse(row.getString(3)));
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                new StorePosition(row.getString(1), row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBytes(6));
    }

    /** A place that was reached, and what Kafka had acknowledged by then. */
    private record Milestone(StorePosition position, PartitionOffsets acknowledged) {
        static final Milestone BEGINNING = new Milestone(StorePosition.BEGINNING, PartitionOffsets.NONE);
    }
}
