package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatheringTest {

    @ParameterizedTest
    @CsvSource({
        "0, 100, 5000", // nothing was there, and quickly
        "1, 1000, 5000",
        "5, 1250, 5000",
        "8, 1000, 8000", // a millisecond for each event
        "1, 2500, 10000", // four times what it took
        "8, 3000, 12000", // the longer of both
        "60, 1000, 20000",
        "1, 9000, 20000",
    })
    void growsWithWhatABatchHoldsAndTakes(int events, long tookMicros, long expectedMicros) {
        assertThat(Gathering.after(events, Duration.ofNanos(tookMicros * 1_000)))
                .isEqualTo(Duration.ofNanos(expectedMicros * 1_000));
    }
}
