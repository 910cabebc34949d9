package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainSecretTest {

    @Test
    void printsAsAMask() {
        assertThat(PlainSecret.of("hunter2".toCharArray())).hasToString("PlainSecret[***]");
    }

    @Test
    void isWipedWhenClosed() {
        char[] characters = "hunter2".toCharArray();

        PlainSecret.of(characters).close();

        assertThat(characters).containsOnly('\0');
    }

    @Test
    void encodesEveryCharacterAsUtf8() {
        String text = "aé€\uD83D\uDD11";

        assertThat(PlainSecret.of(text.toCharArray()).utf8()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsItsCodePointsToTheRules() {
        assertThat(PlainSecret.of("k\uD83D\uDD11".toCharArray()).codePoints()).containsExactly((int) 'k', 0x1F511);
    }

    @Test
    void aLoneSurrogateIsRefusedWithoutBeingRepeated() {
        PlainSecret broken = PlainSecret.of(new char[] {'a', '\uD83D'});

        assertThatIllegalArgumentException()
                .isThrownBy(broken::utf8)
                .withMessage("A password must be well-formed Unicode")
                .withNoCause();
    }
}
