package dev.trunkledger.benchmark.catchup;

import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.filling.Tally;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import dev.trunkledger.events.wire.Topics;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How fast the command side publishes what was stored while Kafka was away. */
final class RelayCatchUp {

    private static final String BEGINNING = """
            update ledger.relay_position
               set transaction_id = '0', global_index = 0, acknowledged = '{}'
             where segment = 0
            """;
    private static final String NOT_PUBLISHED = """
            select count(*)
              from ledger.event, ledger.relay_position p
             where p.segment = 0
               and (event.transaction_id, event.global_index) > (p.transaction_id, p.global_index)
            """;

    private final Installation installation;
    private final JdbcTemplate database;
    private final TopicContent content;
    private final long events;

    RelayCatchUp(Installation installation, JdbcTemplate database, TopicContent content, long events) {
        this.installation = installation;
        this.database = database;
        this.content = content;
        this.events = events;
    }

    /** Events per second, from the first to the last one acknowledged. */
    double perSecond() throws Exception {
        Topics topics = installation.topics();
        content.delete(List.of(topics.events(), topics.state()));
        database.update(BEGINNING);
        double rate;
        try (Side commandSide = installation.startCommandSide("-Xmx256m")) {
            rate = Tally.perSecond(events, () -> content.messages(topics.events()));
            // A batch goes to both topics before the position moves: the states may be a moment behind.
            Tally.perSecond(events, () -> content.messages(topics.state()));
            commandSide.awaitReady();
        }
        Progress.tell("relayed %,.0f/s; counting".formatted(rate));
        Long left = database.queryForObject(NOT_PUBLISHED, Long.class);
        Tally.requireEqual("Events behind the relay's position", 0, left == null ? -1 : left);
        Tally.requireEqual("Distinct events in Kafka", events, content.distinct(topics.events()));
        Tally.requireEqual("Distinct states in Kafka", events, content.distinct(topics.state()));
        return rate;
    }
}
