package dev.trunkledger.events.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide shows is what the build compiles and runs. */
class ConsumingGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "consuming.md");
    private static final Path EXAMPLES = Path.of("src/test/java/dev/trunkledger/events/guide");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// guide: [^\\n]+\\n(.*?)^ *// end$");

    @Test
    void eachBlockOfTheGuideIsAPieceOfAnExampleAndEachPieceIsInTheGuide() throws IOException {
        List<String> blocks = found(BLOCK, Files.readString(GUIDE)).toList();

        assertThat(blocks).isNotEmpty().doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pieces());
    }

    private static List<String> pieces() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.flatMap(file -> found(REGION, text(file))).toList();
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
