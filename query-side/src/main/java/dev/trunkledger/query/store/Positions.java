package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Partition;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far each partition is projected: the table {@code projection_position}. */
public final class Positions {

    private static final String FIND = """
            select topic, partition, next_offset, last_message
              from projection_position
              join unnest(?, ?) as asked (name, number) on topic = name and partition = number
            """;
    private static final String ADD_MISSING = """
            insert into projection_position (topic, partition, next_offset)
            select name, number, 0 from unnest(?, ?) as asked (name, number)
            on conflict do nothing
            """;
    private static final String LOCK = FIND + " order by topic, partition for update of projection_position";
    private static final String MOVE = """
            update projection_position set next_offset = target, last_message = message
              from unnest(?, ?, ?, ?) as moved (name, number, target, message)
             where topic = name and partition = number
            """;

    private final JdbcTemplate database;

    Positions(JdbcTemplate database) {
        this.database = database;
    }

    /** The offset that comes next, 0 where nothing was projected yet. */
    public Map<Partition, Long> find(Collection<Partition> partitions) {
        Map<Partition, Long> next = new HashMap<>();
        RoundTrip asking = new RoundTrip(database);
        ask(FIND, partitions, (partition, reached) -> next.put(partition, reached.next()), asking);
        asking.go();
        return next;
    }

    /**
     * Where these partitions stand, with the promise that nobody else projects them until the transaction ends. One of
     * which nothing was projected yet is not found.
     */
    static void lock(Collection<Partition> partitions, BiConsumer<Partition, Reached> found, RoundTrip asking) {
        ask(LOCK, partitions, found, asking);
    }

    /** Makes those known of which nothing was projected yet. */
    static void addMissing(Collection<Partition> partitions, RoundTrip saving) {
        saving.write(ADD_MISSING, partitions.stream().sorted().toList(), Positions::name);
    }

    static void move(Map<Partition, Reached> reached, RoundTrip saving) {
        saving.write(
                MOVE,
                reached.entrySet(),
                columns -> columns.texts(moved -> moved.getKey().topic())
                        .add("integer", moved -> moved.getKey().number())
                        .longs(moved -> moved.getValue().next())
                        .texts(moved -> moved.getValue().lastMessage()));
    }

    private static void ask(
            String sql, Collection<Partition> partitions, BiConsumer<Partition, Reached> found, RoundTrip asking) {
        asking.ask(
                sql,
                partitions,
                Positions::name,
                row -> found.accept(
                        new Partition(row.getString("topic"), row.getInt("partition")),
                        new Reached(row.getLong("next_offset"), row.getString("last_message"))));
    }

    private static void name(Columns<Partition> partitions) throws SQLException {
        partitions.texts(Partition::topic).add("integer", Partition::number);
    }
}
