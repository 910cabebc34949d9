package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 0);
    private static final TopicPartition TWO = new TopicPartition("topic", 1);

    private final Progress progress = new Progress();

    @Test
    void hasNotCaughtUpBeforeItKnowsTheEnds() {
        progress.next(ONE, 0);

        assertThat(progress.caughtUp()).isFalse();
    }

    @Test
    void hasCaughtUpWhenEveryPartitionReachedItsFirstEnd() {
        progress.next(ONE, 0);
        progress.next(TWO, 0);
        progress.ends(Map.of(ONE, 3L, TWO, 0L));
        assertThat(progress.caughtUp()).isFalse();
        assertThat(progress.lag()).isEqualTo(3);

        progress.ends(Map.of(ONE, 10L, TWO, 2L));
        progress.next(ONE, 3);
        assertThat(progress.caughtUp()).isTrue();
        assertThat(progress.lag()).isEqualTo(9);
    }

    @Test
    void aPartitionThatBecameShorterCanStillBeReached() {
        progress.next(ONE, 0);
        progress.ends(Map.of(ONE, 100L));
        progress.ends(Map.of(ONE, 2L));
        progress.next(ONE, 2);

        assertThat(progress.caughtUp()).isTrue();
    }

    @Test
    void aPartitionThatWasNeverReadIsNotCaughtUpEvenWhenEmpty() {
        progress.next(ONE, 0);
        progress.ends(Map.of(ONE, 0L, TWO, 0L));

        assertThat(progress.caughtUp()).isFalse();
    }
}
