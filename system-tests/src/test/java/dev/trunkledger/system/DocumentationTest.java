package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the code is so: they are compared with the sources. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> SIDES = List.of("http-edge", "command-side", "query-side", "call-pacing");

    private static final Pattern VARIABLE_READ = Pattern.compile("\\$\\{(TRUNKLEDGER_[A-Z_]+)(?::([^}]*))?}");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(TRUNKLEDGER_[A-Z_]+)` \\| \\w+ \\|([^|]*)\\|");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+)?`");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:[.#](\\w+))?`");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\b[A-Z]+_TABLE\\b|\\b(?:TODO|TBD|FIXME|XXX)\\b|(?m)^[A-Z][A-Z0-9_]{2,}$");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern PACKAGE = Pattern.compile("package dev\\.trunkledger\\.([\\w.]+);");
    private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

    @Test
    void theConfigurationTableNamesTheVariablesThatTheSidesReadWithTheirDefaults() {
        Map<String, Set<String>> documented = new TreeMap<>();
        TABLE_ROW.matcher(read("README.md")).results().forEach(row -> documented.put(row.group(1), defaults(row)));

        assertThat(documented).isEqualTo(variablesRead());
    }

    @Test
    void composeSetsOnlyVariablesThatTheSidesRead() {
        Set<String> set = found(read("docker-compose.yml"), Pattern.compile("(?m)^      (TRUNKLEDGER_[A-Z_]+):"));
        set.removeIf(
                name -> name.matches("TRUNKLEDGER_(COMMAND|QUERY|PACING)_DB_.*")); // for the database's own container

        assertThat(set).isNotEmpty();
        assertThat(variablesRead().keySet()).containsAll(set);
    }

    @Test
    void theExampleEnvironmentNamesWhatComposeAsksFor() {
        Pattern required = Pattern.compile("\\$\\{(\\w+):\\?");

        assertThat(found(read(".env.example"), Pattern.compile("(?m)^(\\w+)=")))
                .isEqualTo(found(read("docker-compose.yml"), required));
    }

    @Test
    void everyClassThatTheDocumentsNameExists() {
        Set<String> classes =
                files("*.java").map(DocumentationTest::withoutSuffix).collect(Collectors.toSet());

        for (String document : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            assertThat(found(read(document), CLASS_NAME))
                    .as(document)
                    .isNotEmpty()
                    .allMatch(classes::contains);
        }
    }

    @Test
    void everyTestThatADocumentNamesExists() {
        Map<String, Path> sources = new TreeMap<>();
        files("*.java").forEach(file -> sources.put(withoutSuffix(file), file));
        List<MatchResult> named = files("*.md")
                .flatMap(document -> TEST_NAME.matcher(text(document)).results())
                .toList();

        assertThat(named).hasSizeGreaterThan(50).allSatisfy(test -> {
            assertThat(sources).containsKey(test.group(1));
            if (test.group(2) != null) {
                Path source = Objects.requireNonNull(sources.get(test.group(1)));
                assertThat(text(source)).as(test.group()).contains(" " + test.group(2) + "(");
            }
        });
    }

    @Test
    void noDocumentWaitsForSomethingToBeFilledIn() {
        assertThat(files("*.md"))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(
                                PLACEHOLDER.matcher(text(document)).results().map(MatchResult::group))
                        .as("in %s", document)
                        .isEmpty());
    }

    @Test
    void architectureNamesEveryPackageWithItsOwnSentence() {
        String architecture = read("ARCHITECTURE.md");

        assertThat(files("package-info.java").filter(file -> file.toString().contains("/src/main/")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(architecture).contains(packageRow(Files.readString(file))));
    }

    @Test
    void everyLinkBetweenDocumentsLeadsToAFile() {
        assertThat(files("*.md"))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(found(Files.readString(document), LINK))
                        .allSatisfy(link -> assertThat(document.resolveSibling(link))
                                .as("linked in %s", document)
                                .exists()));
    }

    private static Map<String, Set<String>> variablesRead() {
        Map<String, Set<String>> read = new TreeMap<>();
        for (String side : SIDES) {
            files(side, "*.yaml")
                    .forEach(file -> VARIABLE_READ.matcher(text(file)).results().forEach(variable -> {
                        String value = variable.group(2);
                        Set<String> defaults = read.computeIfAbsent(variable.group(1), unused -> new TreeSet<>());
                        if (value != null) {
                            defaults.add(value.isEmpty() ? "empty" : value);
                        }
                    }));
        }
        return read;
    }

    private static Set<String> defaults(MatchResult row) {
        return Stream.of(row.group(2).replace("`", "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageRow(String source) {
        String name =
                PACKAGE.matcher(source).results().findFirst().orElseThrow().group(1);
        String sentence =
                SENTENCE.matcher(source).results().findFirst().orElseThrow().group(1);
        return "| `" + name + "` | " + sentence.replaceAll("[\\s*]+", " ").strip() + " |";
    }

    private static Set<String> found(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withoutSuffix(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Stream<Path> files(String name) {
        return files("", name);
    }

    /** Files of that name in the sources below the directory. */
    private static Stream<Path> files(String directory, String name) {
        var wanted = ROOT.getFileSystem().getPathMatcher("glob:" + name);
        try (Stream<Path> tree = Files.walk(ROOT.resolve(directory))) {
            return tree
                    .filter(file -> wanted.matches(file.getFileName()))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        return text(ROOT.resolve(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
