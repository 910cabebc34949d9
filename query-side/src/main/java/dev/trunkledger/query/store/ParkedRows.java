package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Chain;
import dev.trunkledger.query.projection.Head;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.Parked;
import dev.trunkledger.query.projection.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code parked_message}. */
final class ParkedRows {

    private static final String SELECT = """
            select parked.topic, parked.partition, parked.kafka_offset, parked.message_key, parked.event_type,
                   parked.message_value
              from parked_message as parked
            """;
    /**
     * Of those chains whose next link is parked, everything that may follow from it. The number of rows is
     * bounded: what is left is due again once these are applied.
     */
    private static final String DUE = SELECT + """
              join unnest(?, ?, ?) as reached (id, of_access, number)
                on parked.credential_id = id and parked.access = of_access
             where parked.reason in ('gap', 'broken-chain')
               and parked.version <= number + 500
               and exists (select from parked_message as next
                            where next.credential_id = id and next.access = of_access
                              and next.version <= number + 1
                              and next.reason in ('gap', 'broken-chain'))
             order by parked.credential_id, parked.version, parked.kafka_offset
             limit 2000
            """;

    /** Of those chains, the ones that something is parked of which waits for another link. */
    private static final String HELD_UP = """
            select id, of_access
              from unnest(?, ?) as asked (id, of_access)
             where exists (select from parked_message
                            where credential_id = id and access = of_access and reason in ('gap', 'broken-chain'))
            """;

    private static final String PAGE = SELECT + """
             where (parked.topic, parked.partition, parked.kafka_offset) > (?, ?, ?)
             order by parked.topic, parked.partition, parked.kafka_offset
             limit ?
            """;
    private static final String PARK = """
            insert into parked_message as stored
                   (topic, partition, kafka_offset, credential_id, access, version, reason, event_type, message_key,
                    message_value)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (topic, partition, kafka_offset)
               do update set credential_id = excluded.credential_id, access = excluded.access,
                             version = excluded.version, reason = excluded.reason, event_type = excluded.event_type,
                             message_key = excluded.message_key, message_value = excluded.message_value
             where stored.reason <> excluded.reason or stored.message_value is distinct from excluded.message_value
            """;
    private static final String SETTLE = """
            delete from parked_message as parked
             using unnest(?, ?, ?) as settled (topic, number, at)
             where parked.topic = settled.topic and parked.partition = number and parked.kafka_offset = at
            """;

    private ParkedRows() {}

    static void heldUp(Collection<Chain> chains, Consumer<Chain> found, RoundTrip asking) {
        asking.ask(
                HELD_UP,
                chains,
                columns -> columns.add("uuid", Chain::credentialId).add("boolean", Chain::access),
                row -> found.accept(new Chain(row.getObject("id", UUID.class), row.getBoolean("of_access"))));
    }

    /** What may be applied now that the chains have got there, lowest numbers first. */
    static void due(Collection<Head> reached, Consumer<Message> found, RoundTrip asking) {
        asking.ask(
                DUE,
                reached,
                columns -> columns.add("uuid", head -> head.chain().credentialId())
                        .add("boolean", head -> head.chain().access())
                        .longs(Head::number),
                row -> found.accept(message(row)));
    }

    /** All of them, in the order of their ids, a page at a time. */
    static List<Message> after(MessageId last, int rows, JdbcTemplate database) {
        return database.query(
                PAGE,
                (row, number) -> message(row),
                last.partition().topic(),
                last.partition().number(),
                last.offset(),
                rows);
    }

    static void park(Collection<Parked> messages, RoundTrip saving) {
        saving.write(
                PARK,
                messages,
                columns -> columns.texts(
                                parked -> parked.message().id().partition().topic())
                        .add(
                                "integer",
                                parked -> parked.message().id().partition().number())
                        .longs(parked -> parked.message().id().offset())
                        .add("uuid", Parked::credentialId)
                        .add(
                                "boolean",
                                parked -> parked.link() != null
                                        && parked.link().chain().access())
                        .longs(parked ->
                                parked.link() == null ? null : parked.link().number())
                        .texts(parked -> parked.reason().wireName())
                        .texts(parked -> parked.message().type())
                        .bytes(parked -> parked.message().key())
                        .bytes(parked -> parked.message().value()));
    }

    static void settle(Collection<MessageId> messages, RoundTrip saving) {
        saving.write(
                SETTLE,
                messages,
                columns -> columns.texts(id -> id.partition().topic())
                        .add("integer", id -> id.partition().number())
                        .longs(MessageId::offset));
    }

    private static Message message(ResultSet row) throws SQLException {
        Partition partition = new Partition(row.getString("topic"), row.getInt("partition"));
        return new Message(
                new MessageId(partition, row.getLong("kafka_offset")),
                row.getBytes("message_key"),
                row.getString("event_type"),
                row.getBytes("message_value"));
    }
}
