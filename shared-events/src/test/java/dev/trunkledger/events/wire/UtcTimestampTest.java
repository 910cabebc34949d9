package dev.trunkledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's reader says what is right. */
class UtcTimestampTest {

    private static final String CHARACTERS = "0123456789.:-TZtz+ ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-11-27T05:34:32.004888Z",
                "2026-11-27T05:34:32.1Z",
                "2026-11-27T05:34:32.Z",
                "2026-11-27T23:59:59.999999999Z",
                "1969-12-31T23:59:59.5Z",
                "2024-02-29T12:00:00Z",
                "0000-01-01T00:00:00Z",
                "+12026-01-01T00:00:00Z",
                "-0044-03-15T00:00:00Z",
                "2026-11-27T24:00:00Z",
                "2026-11-27T23:59:60Z",
                "2026-11-27t05:34:32Z"
            })
    void readsWhatTheLibraryReads(String text) {
        assertThat(UtcTimestamp.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-27T05:34:32",
                "2026-11-27T05:34:32+00:00",
                "2026-11-27T05:34:32z",
                "2026-11-27T05:34Z",
                "2026-11-27 05:34:32Z",
                "2026-11-27T05:34:32.1234567890Z",
                "2026-11-27T05:34:32,5Z",
                "2026-11-27T05:60:32Z",
                "2026-13-27T05:34:32Z",
                "2026-02-29T05:34:32Z",
                "2026-11-27T+5:34:32Z",
                "２026-11-27T05:34:32Z"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> UtcTimestamp.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void agreesWithTheLibraryOnWhateverIsNearATimestamp() {
        Random random = new Random(20261127);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text =
                    new StringBuilder(Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt())
                            .toString());
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
                text.setCharAt(random.nextInt(text.length() - 1), other);
            }

            assertThat(outcome(UtcTimestamp::parse, text.toString()))
                    .as(text.toString())
                    .isEqualTo(outcome(Instant::parse, text.toString()));
        }
    }

    private static String outcome(Function<String, Instant> reader, String text) {
        try {
            return reader.apply(text).toString();
        } catch (DateTimeException e) {
            return "none";
        }
    }
}
