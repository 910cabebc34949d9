package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartWithoutKeyTest {

    @Test
    void isRefusedInOneSentence(@TempDir Path directory, CapturedOutput log) {
        Path missing = directory.resolve("kek");

        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(SecretConfig.class)
                        .web(WebApplicationType.NONE)
                        .properties("spring.config.name=none")
                        .run("--trunkledger.secret.kek-file=" + missing))
                .withRootCauseInstanceOf(KeyUnavailableException.class);

        assertThat(log)
                .contains("The key-encryption key file " + missing + " does not exist")
                .doesNotContain("\tat ");
    }

    @Test
    void isRefusedInOneSentenceWhenNoKindOfKeyIsSet(CapturedOutput log) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(SecretConfig.class)
                        .web(WebApplicationType.NONE)
                        .properties("spring.config.name=none")
                        .run("--trunkledger.secret.kek-file="))
                .withRootCauseInstanceOf(KeyUnavailableException.class);

        assertThat(log).contains("There is no key-encryption key: set one of").doesNotContain("\tat ");
    }
}
