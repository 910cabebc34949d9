package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAGE  | */*",
                "PAGE  | application/*",
                "PAGE  | application/json",
                "LINES | application/x-ndjson",
                "TABLE | text/csv",
                "TABLE | text/csv; charset=utf-8",
                "TABLE | text/*",
                "TABLE | text/csv, application/json;q=0.9, */*;q=0.1",
                "LINES | application/*;q=0.5, application/x-ndjson",
                "LINES | */*, application/json;q=0",
                "PAGE  | text/csv;q=0.3, application/x-ndjson;q=0.3, application/json;q=0.3",
                "TABLE | text/html, text/csv;q=0.2"
            })
    void isWhatTheCallerLikesBest(Representation expected, String accept) {
        assertThat(Representation.preferred(List.of(accept))).isEqualTo(expected);
    }

    @Test
    void isAPageWhereTheCallerSaysNothing() {
        assertThat(Representation.preferred(List.of())).isEqualTo(Representation.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "*/*;q=0", "nonsense"})
    void isNoneWhereTheCallerTakesNone(String accept) {
        assertThatThrownBy(() -> Representation.preferred(List.of(accept)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_ACCEPTABLE));
    }
}
