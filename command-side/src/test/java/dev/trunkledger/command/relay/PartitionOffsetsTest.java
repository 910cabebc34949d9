package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {

    private static final PartitionOffsets ACKNOWLEDGED = new PartitionOffsets(Map.of("events-0", 9L, "events-1", 4L));

    @Test
    void lieBeforeEndsThatAreHigher() {
        assertThat(ACKNOWLEDGED.liesBefore(new PartitionOffsets(Map.of("events-0", 10L, "events-1", 5L))))
                .isTrue();
        assertThat(ACKNOWLEDGED.liesBefore(new PartitionOffsets(Map.of("events-0", 9L, "events-1", 5L))))
                .as("the end is the offset that comes next")
                .isFalse();
        assertThat(ACKNOWLEDGED.liesBefore(new PartitionOffsets(Map.of("events-1", 5L))))
                .as("nothing is said of the other partition")
                .isTrue();
        assertThat(PartitionOffsets.NONE.liesBefore(PartitionOffsets.NONE)).isTrue();
    }

    @Test
    void takesTheLowerOfBoth() {
        assertThat(ACKNOWLEDGED.lowerOf(new PartitionOffsets(Map.of("events-0", 3L, "events-2", 7L))))
                .isEqualTo(new PartitionOffsets(Map.of("events-0", 3L, "events-1", 4L, "events-2", 7L)));
    }

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(PartitionOffsets.parse(ACKNOWLEDGED.json())).isEqualTo(ACKNOWLEDGED);
        assertThat(PartitionOffsets.parse("{}")).isEqualTo(PartitionOffsets.NONE);
    }
}
