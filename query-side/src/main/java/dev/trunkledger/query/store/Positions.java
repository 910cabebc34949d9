package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Partition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        ask(FIND, partitions).forEach((partition, reached) -> next.put(partition, reached.next()));
        return next;
    }

    /** The same, with the promise that nobody else projects these partitions until the transaction ends. */
    Map<Partition, Reached> lock(Collection<Partition> partitions) {
        List<Partition> ordered = partitions.stream().sorted().toList();
        Map<Partition, Reached> locked = new HashMap<>(ask(LOCK, ordered));
        if (locked.size() < ordered.size()) {
            database.update(connection -> new Columns<>(connection, ADD_MISSING, ordered)
                    .texts(Partition::topic)
                    .add("integer", Partition::number)
                    .statement());
            locked.putAll(ask(LOCK, ordered));
        }
        return locked;
    }

    void move(Map<Partition, Reached> reached) {
        database.update(connection -> new Columns<>(connection, MOVE, reached.entrySet())
                .texts(moved -> moved.getKey().topic())
                .add("integer", moved -> moved.getKey().number())
                .longs(moved -> moved.getValue().next())
                .texts(moved -> moved.getValue().lastMessage())
                .statement());
    }

    private Map<Partition, Reached> ask(String sql, Collection<Partition> partitions) {
        Map<Partition, Reached> positions = new HashMap<>();
        database.query(
                connection -> new Columns<>(connection, sql, partitions)
                        .texts(Partition::topic)
                        .add("integer", Partition::number)
                        .statement(),
                row -> {
                    positions.put(
                            new Partition(row.getString("topic"), row.getInt("partition")),
                            new Reached(row.getLong("next_offset"), row.getString("last_message")));
                });
        return positions;
    }
}
