package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void isNoConditionWhenMissingOrAsterisk() {
        assertThat(IfMatch.parse(List.of(), false)).isNull();
        assertThat(parse("*")).isNull();
        assertThat(parse(" * ")).isNull();
    }

    @Test
    void readsVersionsFromEntityTags() {
        assertThat(parse("\"3\"")).isEqualTo(ExpectedVersion.of(3));
        assertThat(parse("\"3\", \"5\"")).isEqualTo(versions(3, 5));
        assertThat(parse("\"3\",\"5\" ,\t\"7\"")).isEqualTo(versions(3, 5, 7));
        assertThat(parse(", \"3\",, ")).isEqualTo(versions(3));
        assertThat(IfMatch.parse(List.of("\"3\"", "\"5\""), false)).isEqualTo(versions(3, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"3\"",
                "\"\"",
                "\"0\"",
                "\"03\"",
                "\"-3\"",
                "\"v3\"",
                "\"*\"",
                "\"W/3\"",
                "\"9999999999999999999999\"",
                "\"\u00e9\"",
                "\"a,b\""
            })
    void admitsNoVersionForTagsThatAreNotOurs(String header) {
        assertThat(parse(header)).isEqualTo(new ExpectedVersion(Set.of()));
    }

    @Test
    void comparesStrongly() {
        assertThat(parse("W/\"3\", \"5\"")).isEqualTo(versions(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "3",
                "\"3",
                "3\"",
                "'3'",
                "\"3 \"",
                "\"3\" \"5\"",
                "\"3\";\"5\"",
                "w/\"3\"",
                "W/ \"3\"",
                "W/3",
                "*, \"3\"",
                "\"3\", *",
                "**",
                "\"3\u0001\""
            })
    void refusesWhatIsNoListOfEntityTags(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(header))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER));
    }

    @Test
    void isRequiredWhenConfigured() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IfMatch.parse(List.of(), true))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.IF_MATCH_REQUIRED));
        assertThat(IfMatch.parse(List.of("\"3\""), true)).isEqualTo(versions(3));
        assertThat(IfMatch.parse(List.of("*"), true)).isNull();
    }

    @Test
    void readsLongHeadersInOnePass() {
        String header = "\"1\"" + " ".repeat(1_000_000) + "x";

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> parse(header));
    }

    private static @Nullable ExpectedVersion parse(String header) {
        return IfMatch.parse(List.of(header), false);
    }

    private static ExpectedVersion versions(long... versions) {
        return new ExpectedVersion(Set.copyOf(Arrays.stream(versions).boxed().toList()));
    }
}
