package dev.trunkledger.command.relay;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An offset for each of some partitions.
 *
 * @param byPartition by {@code topic-partition}
 */
record PartitionOffsets(Map<String, Long> byPartition) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final PartitionOffsets NONE = new PartitionOffsets(Map.of());

    /** @param json an object, as {@link #json} writes it */
    static PartitionOffsets parse(String json) {
        Map<String, Long> offsets = new TreeMap<>();
        JSON.readTree(json)
                .forEachEntry((String partition, JsonNode offset) -> offsets.put(partition, offset.asLong()));
        return new PartitionOffsets(offsets);
    }

    String json() {
        return JSON.writeValueAsString(byPartition);
    }

    boolean isEmpty() {
        return byPartition.isEmpty();
    }

    /** Whether messages with these offsets lie before the ends; a partition without an end is taken to have all. */
    boolean liesBefore(PartitionOffsets ends) {
        return byPartition.entrySet().stream()
                .allMatch(offset -> offset.getValue() < ends.byPartition.getOrDefault(offset.getKey(), Long.MAX_VALUE));
    }

    /** The lower of both where both name a partition. */
    PartitionOffsets lowerOf(PartitionOffsets other) {
        Map<String, Long> lower = new TreeMap<>(byPartition);
        other.byPartition.forEach((partition, offset) -> lower.merge(partition, offset, Math::min));
        return new PartitionOffsets(lower);
    }
}
