package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsTest {

    private static final long MS = 1_000_000;

    private final Starts starts = new Starts(2);

    @Test
    void countsTheFullestSecondWhereverItBegins() {
        for (long ms : new long[] {0, 500, 999, 1_000, 1_400, 1_998, 3_000}) {
            at(ms);
        }

        assertThat(starts.mostInASecond()).isEqualTo(4); // from 999 on: 999, 1000, 1400, 1998
    }

    @Test
    void aSecondEndsBeforeTheNextOneBegins() {
        at(0);
        at(1_000);

        assertThat(starts.mostInASecond()).isOne();
        assertThat(starts.between(0, 1_000 * MS)).isOne();
    }

    @Test
    void blamesNobodyForWhatTheWayOfAnAnswerMayHaveDone() {
        at(0);
        starts.add(400 * MS, 500 * MS, 520 * MS); // a start from 920 ms to 1020 ms

        assertThat(starts.mostInASecond()).isOne();
        starts.add(400 * MS, 500 * MS, 499 * MS); // at 999 ms at the latest
        assertThat(starts.mostInASecond()).isEqualTo(2);
    }

    private void at(long ms) {
        starts.add(ms * MS, ms * MS, 0);
    }
}
