package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreferWaitTest {

    @Test
    void readsTheSecondsInEveryWayTheRfcAllows() {
        for (String header : List.of(
                "wait=5",
                "Wait=5",
                " wait = 5 ",
                "wait=\"5\"",
                "wait=5; foo=bar",
                "respond-async, wait=5",
                "respond-async,wait=5,handling=lenient",
                "foo; bar=\"a, wait=9\", wait=5",
                "foo=\"wait=9, wait=8\",wait=5",
                "wait=5, wait=7")) {
            assertThat(waitIn(header)).as(header).contains(new PreferWait(5));
        }
    }

    @Test
    void takesTheFirstOfSeveralHeaders() {
        assertThat(waitIn("respond-async", "wait=3", "wait=4")).contains(new PreferWait(3));
    }

    @Test
    void grantsTenSecondsAtMostAndSaysSo() {
        assertThat(waitIn("wait=10").orElseThrow().applied()).isEqualTo("wait=10");
        assertThat(waitIn("wait=11").orElseThrow().applied()).isEqualTo("wait=10");
        assertThat(waitIn("wait=999999999").orElseThrow().seconds()).isEqualTo(10);
        assertThat(waitIn("wait=0").orElseThrow().duration()).isZero();
    }

    @Test
    void leavesAloneWhatItCannotUnderstand() {
        for (String header : List.of(
                "",
                ",",
                ";",
                "=",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=soon",
                "wait=9999999999",
                "await=5",
                "wait=\"",
                "foo; wait=5",
                "\"wait=5",
                "wait 5",
                ",,,,;;;;====\"\"\"")) {
            assertThat(waitIn(header)).as(header).isEmpty();
        }
        assertThat(waitIn()).isEmpty();
    }

    private static Optional<PreferWait> waitIn(String... headers) {
        return PreferWait.in(Collections.enumeration(List.of(headers)));
    }
}
