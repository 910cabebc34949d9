package dev.trunkledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void hasDefaultsForEverything() throws Exception {
        assertThat(Options.parse()).isEqualTo(new Options(8080, false, Path.of(".trunkledger"), false));
    }

    @Test
    void takesValuesBehindABlankOrAnEqualsSign() throws Exception {
        Options expected = new Options(9000, true, Path.of("/var/ledger"), false);

        assertThat(Options.parse("--port", "9000", "--fresh", "--data", "/var/ledger"))
                .isEqualTo(expected);
        assertThat(Options.parse("--data=/var/ledger", "--fresh", "--port=9000"))
                .isEqualTo(expected);
    }

    @Test
    void letsTheLastOfARepeatedOptionCount() throws Exception {
        assertThat(Options.parse("--data", "a", "--data", "b").data()).isEqualTo(Path.of("b"));
    }

    @Test
    void asksForHelp() throws Exception {
        assertThat(Options.parse("--port", "9000", "--help").help()).isTrue();
        assertThat(Options.parse("-h").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --bogus            | Unknown option --bogus
                    8080               | Unknown option 8080
                    --prot=1           | Unknown option --prot=1
                    --port             | Option --port needs a value
                    --port --fresh     | Option --port needs a value
                    --port=            | Option --port needs a value
                    --port http        | needs a number from 0 to 65535, not 'http'
                    --port 65536       | needs a number from 0 to 65535, not '65536'
                    --port -1          | needs a number from 0 to 65535, not '-1'
                    --data             | Option --data needs a value
                    --fresh=yes        | Option --fresh takes no value
                    --help=me          | Option --help takes no value
                    """)
    void saysWhatItCannotFollow(String line, String complaint) {
        assertThatThrownBy(() -> Options.parse(line.split(" ")))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void namesInItsHelpEveryOptionThereIs() {
        assertThat(Main.USAGE).contains("--port", "--data", "--fresh", "--help");
    }
}
