package dev.trunkledger.query.projection;

import java.util.Comparator;

/** A partition of a topic; in one order everywhere, so that those who lock several never wait for each other. */
public record Partition(String topic, int number) implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::topic).thenComparingInt(Partition::number);

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
