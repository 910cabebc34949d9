package dev.trunkledger.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void tellsWhatAShareOfAllStaysBelow() {
        Samples odd = new Samples();
        Samples even = new Samples();
        LongStream.rangeClosed(1, 2_000).forEach(ms -> (ms % 2 == 0 ? even : odd).add(ms * 1_000_000));
        Samples all = Samples.of(List.of(even, odd));

        assertThat(all.millis(0.5)).isCloseTo(1_000, withinPercentage(0.1));
        assertThat(all.millis(0.99)).isCloseTo(1_980, withinPercentage(0.1));
        assertThat(all.millis(1)).isCloseTo(2_000, withinPercentage(0.1));
        all.add(0);
        assertThat(all.millis(0)).isZero();
    }
}
