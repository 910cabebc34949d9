package dev.trunkledger.system.torture;

import dev.trunkledger.system.torture.Fault.Kind;
import dev.trunkledger.system.torture.Link.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What can be the matter with the ways between processes. */
final class LinkFaults {

    private static final List<Way> TO_DATABASE = List.of(
            new Way("command side to database", stage -> stage.toDatabase(Stage.COMMAND_SIDE)),
            new Way("query side to database", stage -> stage.toDatabase(Stage.QUERY_SIDE)),
            new Way("call pacing to database", stage -> stage.toDatabase(Stage.CALL_PACING)));

    private static final List<Way> OTHERS = List.of(
            new Way("everybody to Kafka", Stage::toKafka),
            new Way("callers to command side", Stage::toCommandSide),
            new Way("callers to query side", Stage::toQuerySide));

    private LinkFaults() {}

    private record Way(String name, Function<Stage, Link> link) {

        Fault is(Condition condition) {
            return new Fault(
                    Kind.BAD_LINK,
                    condition + " " + name,
                    name,
                    stage -> link.apply(stage).become(condition),
                    stage -> link.apply(stage).become(Condition.GOOD));
        }
    }

    static List<Fault> eachOnce() {
        List<Fault> all = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            if (condition != Condition.GOOD) {
                TO_DATABASE.forEach(way -> all.add(way.is(condition)));
                OTHERS.forEach(way -> all.add(way.is(condition)));
            }
        }
        return all;
    }

    /** Nothing arrives at the database or comes from it: for whoever lets that last until clients give up by themselves. */
    static List<Fault> stalledToDatabase() {
        return TO_DATABASE.stream().map(way -> way.is(Condition.STALLED)).toList();
    }
}
