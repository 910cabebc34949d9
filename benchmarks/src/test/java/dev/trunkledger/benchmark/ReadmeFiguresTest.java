package dev.trunkledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README, or where it is long a page of {@code docs/performance}, tells what was measured to the digit: the tables
 * are those that the kept results make.
 */
class ReadmeFiguresTest {

    private static final Path README = Path.of("../README.md");
    private static final Path PAGES = Path.of("../docs/performance");
    private static final Path RESULTS = Path.of("results");

    @Test
    void theTablesAreThoseOfTheResults() throws IOException {
        String told = told();

        assertThat(results()).isNotEmpty().allSatisfy(result -> assertThat(told).contains(result.table()));
    }

    @Test
    void aResultIsReadAsItWasWritten() throws IOException {
        for (Result result : results()) {
            Path directory = Files.createTempDirectory("results");
            assertThat(Result.readFrom(result.writeTo(directory))).isEqualTo(result);
        }
    }

    private static String told() throws IOException {
        StringBuilder told = new StringBuilder(Files.readString(README));
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.toList()) {
                told.append(Files.readString(page));
            }
        }
        return told.toString();
    }

    private static List<Result> results() throws IOException {
        try (Stream<Path> files = Files.list(RESULTS)) {
            return files.sorted().map(ReadmeFiguresTest::read).toList();
        }
    }

    private static Result read(Path file) {
        try {
            return Result.readFrom(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
