package dev.trunkledger.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void endsWhenFourSlicesWereNoFasterThanTheFourBefore() throws Exception {
        assertThat(slices(500, 600, 700, 800, 900, 1000, 1000, 1000, 1000, 1000, 1000, 1000))
                .isEqualTo(12);
    }

    /** A neighbour that rests for a moment makes one slice faster than those that follow: these are no end yet. */
    @Test
    void oneFastSliceIsNoEnd() throws Exception {
        assertThat(slices(500, 900, 600, 650, 700, 750, 800, 850, 900, 900, 900, 900, 900, 900, 900, 900))
                .isEqualTo(15);
    }

    @Test
    void endsAtSomeTimeInAnyCase() throws Exception {
        List<Integer> everFaster = new ArrayList<>();
        for (int rate = 100; everFaster.size() < 100; rate = rate * 11 / 10) {
            everFaster.add(rate);
        }
        assertThat(slices(everFaster)).isEqualTo(40);
    }

    private static int slices(Integer... rates) throws Exception {
        return slices(List.of(rates));
    }

    /** How many of these it takes. */
    private static int slices(List<Integer> rates) throws Exception {
        Deque<Integer> left = new ArrayDeque<>(rates);
        List<Duration> asked = new ArrayList<>();
        WarmUp.untilAtRest("load", Duration.ofSeconds(40), slice -> {
            asked.add(slice);
            return left.pop();
        });
        assertThat(asked).allMatch(Duration.ofSeconds(5)::equals);
        return asked.size();
    }
}
