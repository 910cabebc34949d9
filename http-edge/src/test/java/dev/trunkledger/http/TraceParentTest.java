package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings"
            })
    void readsThePlace(String header) {
        assertThat(TraceParent.parse(header)).hasValueSatisfying(place -> {
            assertThat(place.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(place.spanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(place.flags()).isEqualTo(header.substring(53, 55));
            assertThat(place.header()).isEqualTo(header);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.extra",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void ignoresWhatIsNotWellFormed(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void makesTracesThatItWouldAccept() {
        TraceParent first = TraceParent.fresh(new SecureRandom());

        assertThat(TraceParent.parse(first.header())).hasValue(first);
        assertThat(TraceParent.fresh(new SecureRandom())).isNotEqualTo(first);
    }
}
