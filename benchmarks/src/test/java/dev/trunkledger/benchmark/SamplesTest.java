package dev.trunkledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(all.millis(0.5)).isEqualTo(1_000);
        assertThat(all.millis(0.99)).isEqualTo(1_980);
        assertThat(all.millis(1)).isEqualTo(2_000);
        all.add(0);
        assertThat(all.millis(0)).isZero();
    }
}
