package dev.trunkledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one benchmark.
 *
 * @param machine on which they were measured, by name of the fact
 */
public record Result(String benchmark, Map<String, String> machine, List<Figure> figures) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** As Markdown. */
    public String table() {
        return figures.stream()
                .map(figure -> "| %s | %s | %s |".formatted(figure.name(), measured(figure), figure.goalText()))
                .collect(Collectors.joining(
                        "\n", "| figure | median [range of rounds] | goal |\n| --- | --- | --- |\n", "\n"));
    }

    private static String measured(Figure figure) {
        return figure.isMet() ? figure.measured() : "**" + figure.measured() + "**, missed";
    }

    /** Returns the file. */
    Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(benchmark + ".json"), JSON.writeValueAsString(this) + "\n");
    }

    /** Reads what {@link #writeTo} wrote. */
    static Result readFrom(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Result.class);
    }
}
