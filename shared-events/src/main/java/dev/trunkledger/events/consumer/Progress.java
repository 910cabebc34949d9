package dev.trunkledger.events.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** How far a topic was read, and how far it has to be read until it was read once. For one thread. */
final class Progress {

    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> goals = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();

    /** The offset to read next. */
    void next(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    OptionalLong next(TopicPartition partition) {
        Long offset = next.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Where the partitions end now. The first end of each is the goal; it never rises, or a busy topic were never read. */
    void ends(Map<TopicPartition, Long> now) {
        // A partition that became shorter could not reach its goal.
        now.forEach((partition, end) -> goals.merge(partition, end, Math::min));
        ends = Map.copyOf(now);
    }

    /** Whether all that was there at first was read. */
    boolean caughtUp() {
        return !goals.isEmpty()
                && goals.entrySet().stream().allMatch(goal -> next.getOrDefault(goal.getKey(), -1L) >= goal.getValue());
    }

    /** Messages that were there when the ends were last asked for and are not read yet. */
    long lag() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
