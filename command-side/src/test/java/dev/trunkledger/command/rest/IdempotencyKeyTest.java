package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

    @Test
    void isOptional() {
        assertThat(IdempotencyKey.parse(List.of())).isNull();
    }

    @Test
    void isTakenAsItIs() {
        assertThat(IdempotencyKey.parse(List.of("a"))).isEqualTo(new IdempotencyKey("a"));
        assertThat(IdempotencyKey.parse(List.of("\"a b\""))).isEqualTo(new IdempotencyKey("\"a b\""));
        assertThat(IdempotencyKey.parse(List.of("k".repeat(255)))).isEqualTo(new IdempotencyKey("k".repeat(255)));
    }

    @Test
    void isRefusedWhenEmptyOrTooLongOrThereTwice() {
        refuses(List.of(""));
        refuses(List.of(" "));
        refuses(List.of("k".repeat(256)));
        refuses(List.of("a", "b"));
        refuses(List.of("a", "a"));
    }

    private static void refuses(List<String> values) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IdempotencyKey.parse(values))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER));
    }
}
