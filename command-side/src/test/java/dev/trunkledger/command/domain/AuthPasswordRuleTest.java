package dev.trunkledger.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthPasswordRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"x", " ", "p\u00e4ssw\u00f6rt", "***a***", "\u2022-\u2022", "\"\\/", "\u00b7\u00b7", "#####"})
    void takesAnyTextOfOneTo64Characters(String password) {
        assertThat(codes(password)).isEmpty();
    }

    @Test
    void countsCodePoints() {
        assertThat(codes("\ud83d\udd11".repeat(64))).isEmpty();
        assertThat(codes("\ud83d\udd11".repeat(65))).containsExactly("too-long");
    }

    @Test
    void refusesAnEmptyPassword() {
        assertThat(codes("")).containsExactly("too-short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "********", "\u2022", "\u2022\u2022\u2022\u2022", "*\u2022*\u2022"})
    void refusesMasks(String password) {
        assertThat(codes(password)).containsExactly("masked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\r\nb", "\u0000", "a\u007f", "a\u009fb"})
    void refusesControlCharacters(String password) {
        assertThat(codes(password)).containsExactly("control-character");
    }

    @Test
    void refusesWhatUtf8CannotHold() {
        assertThat(codes("a\ud800b")).containsExactly("malformed-unicode");
    }

    @Test
    void namesAllFaultsAndRepeatsNothing() {
        assertThat(AuthPasswordRule.faults("hunter2\n\ud800".repeat(20)::codePoints))
                .hasSize(3)
                .allSatisfy(fault -> assertThat(fault.toString()).doesNotContain("hunter2"));
    }

    private static List<String> codes(String password) {
        return AuthPasswordRule.faults(password::codePoints).stream()
                .map(ValueFault::code)
                .toList();
    }
}
