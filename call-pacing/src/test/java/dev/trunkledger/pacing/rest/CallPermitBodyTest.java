package dev.trunkledger.pacing.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallPermitBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"calls\":1}", "{\"maxWaitMs\":0}"})
    void oneCallAtOnceIsWhatNobodySays(String body) {
        assertThat(read(body)).isEqualTo(new CallPermitBody(1, Duration.ZERO));
    }

    @Test
    void takesBothNumbersToTheirEnds() {
        assertThat(read("{\"calls\":1000,\"maxWaitMs\":60000}"))
                .isEqualTo(new CallPermitBody(1000, Duration.ofMinutes(1)));
    }

    @Test
    void tellsEveryNumberThatIsOutOfRange() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{\"calls\":0,\"maxWaitMs\":99999999999999999999}"))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.VALIDATION_FAILED))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldFault::pointer)
                        .containsExactly("/calls", "/maxWaitMs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"calls\":\"1\"}", "{\"calls\":1.5}", "{\"calls\":null}", "{\"call\":1}", "{"})
    void refusesAnotherForm(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(body))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
    }

    private static CallPermitBody read(String body) {
        return CallPermitBody.read(body.getBytes(UTF_8));
    }
}
