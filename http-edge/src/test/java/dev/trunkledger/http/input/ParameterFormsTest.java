package dev.trunkledger.http.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParameterFormsTest {

    @Test
    void takesWholeNumbersInTheirRangeOnly() {
        ParameterForm<Integer> skip = ParameterForms.wholeNumber(0, Integer.MAX_VALUE);
        assertThat(skip.parse().apply("0")).contains(0);
        assertThat(skip.parse().apply("007")).contains(7);
        assertThat(skip.parse().apply("2147483647")).contains(Integer.MAX_VALUE);
        refuses(skip, "2147483648", "-1", "+1", "1.0", "1e3", " 1", "", "0x10", "٣", "99999999999999999999", "NaN");
        ParameterForm<Long> version = ParameterForms.wholeNumber(1L, Long.MAX_VALUE);
        assertThat(version.parse().apply("9223372036854775807")).contains(Long.MAX_VALUE);
        refuses(version, "9223372036854775808", "0");
    }

    @Test
    void takesTimestampsOfRfc3339Only() {
        ParameterForm<Instant> time = ParameterForms.timestamp();
        assertThat(time.parse().apply("2026-01-31T14:02:00Z")).contains(Instant.parse("2026-01-31T14:02:00Z"));
        assertThat(time.parse().apply("2026-01-31T14:02:00.5+02:00")).contains(Instant.parse("2026-01-31T12:02:00.5Z"));
        assertThat(time.parse().apply("0000-01-01T00:00:00-18:00")).isPresent();
        refuses(
                time,
                "2026-01-31",
                "2026-01-31T14:02Z",
                "2026-01-31T14:02:00",
                "2026-01-31 14:02:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T14:02:00 02:00",
                "2026-01-31T14:02:00+19:00",
                "+12026-01-31T14:02:00Z",
                "1769868120",
                "now",
                "");
    }

    @Test
    void roundsTimestampsUpToWhatIsStored() {
        ParameterForm<Instant> time = ParameterForms.timestamp();
        assertThat(time.parse().apply("2026-01-31T14:02:00.123456Z"))
                .contains(Instant.parse("2026-01-31T14:02:00.123456Z"));
        assertThat(time.parse().apply("2026-01-31T14:02:00.123456001Z"))
                .contains(Instant.parse("2026-01-31T14:02:00.123457Z"));
    }

    @Test
    void cutsMomentsToWhatIsStored() {
        ParameterForm<Instant> moment = ParameterForms.moment();
        assertThat(moment.parse().apply("2026-01-31T14:02:00.123456Z"))
                .contains(Instant.parse("2026-01-31T14:02:00.123456Z"));
        assertThat(moment.parse().apply("2026-01-31T14:02:00.123456999Z"))
                .contains(Instant.parse("2026-01-31T14:02:00.123456Z"));
        refuses(moment, "now", "2026-01-31");
    }

    @Test
    void takesUuidsInTheirFullFormOnly() {
        ParameterForm<UUID> uuid = ParameterForms.uuid();
        assertThat(uuid.parse().apply("3F2504E0-4F89-41D3-9A0C-0305E82C3301"))
                .contains(UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
        refuses(uuid, "1-1-1-1-1", "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "3f2504e04f8941d39a0c0305e82c3301", "");
    }

    @Test
    void takesTextThatTheDatabaseCanHold() {
        ParameterForm<String> text = ParameterForms.text(3);
        assertThat(text.parse().apply("%_'")).contains("%_'");
        assertThat(text.parse().apply("😀😀😀")).contains("😀😀😀");
        refuses(text, "", "abcd", "a\0", "\n", "\u0085", "\ud800", "a\udc00");
    }

    @Test
    void takesFlagsInLowerCaseOnly() {
        assertThat(ParameterForms.flag().parse().apply("true")).contains(true);
        assertThat(ParameterForms.flag().parse().apply("false")).contains(false);
        refuses(ParameterForms.flag(), "TRUE", "1", "yes", "", "on");
    }

    private static void refuses(ParameterForm<?> form, String... texts) {
        for (String text : List.of(texts)) {
            assertThat(form.parse().apply(text)).as(text).isEmpty();
        }
    }
}
