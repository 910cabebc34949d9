package dev.trunkledger.pacing.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpacingTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;
    private static final Spacing SPACING = new Spacing(25 * MILLISECOND);

    static IntStream limits() {
        return IntStream.concat(IntStream.rangeClosed(1, 1_000), IntStream.of(9_999, 50_000, 100_000));
    }

    /** What a caller does: it waits for whole milliseconds, rounded up. */
    @ParameterizedTest
    @MethodSource("limits")
    void noSecondHoldsMoreStartsThanTheLimitEvenWhenDelaysAreRoundedUp(int limit) {
        long spacing = SPACING.of(limit);
        for (long first = 0; first < MILLISECOND; first += 99_991) {
            long start = Math.ceilDiv(first, MILLISECOND) * MILLISECOND;
            long oneTooMany = Math.ceilDiv(first + limit * spacing, MILLISECOND) * MILLISECOND;
            assertThat(oneTooMany - start).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void atLeast95PercentOfTheLimitIsLeft(int limit) {
        assertThat((double) SECOND / SPACING.of(limit)).isGreaterThanOrEqualTo(0.95 * limit);
    }

    @Test
    void theNarrowestGateSpacesALease() {
        StartRequest request = new StartRequest(List.of(gate(10), gate(4)), 3, Duration.ofSeconds(1));

        assertThat(SPACING.of(request)).isEqualTo(SPACING.of(4));
        assertThat(SPACING.leastWait(request)).isEqualTo(2 * SPACING.of(4));
    }

    @Test
    void aMarginThatCostsMoreThan5PercentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spacing(51 * MILLISECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spacing(-1));
    }

    private static Gate gate(int limit) {
        return new Gate(GateKey.ofCredential(UUID.randomUUID()), limit);
    }
}
