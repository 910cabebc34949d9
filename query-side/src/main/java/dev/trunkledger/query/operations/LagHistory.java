package dev.trunkledger.query.operations;

import dev.trunkledger.query.projection.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells by repeated looks for how long the projection has been behind. The time of the last projected event would not
 * tell: in a partition in which nothing happened for days it is days old, and nothing is missing.
 */
final class LagHistory {

    private static final int LOOKS = 1_000;

    /** A topic's end as it was once seen. */
    private record Seen(Instant time, long end) {}

    private final Map<Partition, Deque<Seen>> seen = new HashMap<>();

    /**
     * @param ends offset behind the last message of each partition
     * @param positions offset of the next message to project
     */
    Lag look(Instant now, Map<Partition, Long> ends, Map<Partition, Long> positions) {
        seen.keySet().retainAll(ends.keySet());
        long events = 0;
        Duration age = Duration.ZERO;
        for (Map.Entry<Partition, Long> end : ends.entrySet()) {
            long position = positions.getOrDefault(end.getKey(), 0L);
            events += Math.max(0, end.getValue() - position);
            Instant since = missingSince(end.getKey(), new Seen(now, end.getValue()), position);
            Duration missing = Duration.between(since, now);
            age = missing.compareTo(age) > 0 ? missing : age;
        }
        return new Lag(events, age);
    }

    /** When the end that is not reached yet was first seen; now, when all that was seen is reached. */
    private Instant missingSince(Partition partition, Seen newest, long position) {
        Deque<Seen> looks = seen.computeIfAbsent(partition, unused -> new ArrayDeque<>());
        if (looks.isEmpty() || looks.peekLast().end() != newest.end()) {
            looks.addLast(newest);
        }
        while (!looks.isEmpty() && looks.peekFirst().end() <= position) {
            looks.removeFirst();
        }
        if (looks.size() > LOOKS) {
            // The oldest has to stay, and the newest; one between them makes the answer coarser at most.
            Seen oldest = looks.removeFirst();
            looks.removeFirst();
            looks.addFirst(oldest);
        }
        return looks.isEmpty() ? newest.time() : looks.peekFirst().time();
    }
}
