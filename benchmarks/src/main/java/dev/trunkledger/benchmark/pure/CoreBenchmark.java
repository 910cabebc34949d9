package dev.trunkledger.benchmark.pure;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import dev.trunkledger.benchmark.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The module {@code benchmarks/core}: what one event costs without any input or output. */
public final class CoreBenchmark {

    private static final Path MODULE = Path.of("core", "target");
    private static final int MOST_FORKS = 2;
    private static final int WARM_UPS = 3;

    private static final Map<String, String> NAMES = Map.of(
            "decide", "deciding on a replacement",
            "seal", "writing its event as canonical JSON, with its hash",
            "read", "reading an event from Kafka and checking its hash",
            "fold", "folding an event into the read models");

    private CoreBenchmark() {}

    public static List<Figure> measure(Plan plan) throws Exception {
        Path result = Files.createTempFile(Path.of("target"), "jmh-", ".json");
        try {
            run(plan, result);
            return figures(JsonMapper.shared().readTree(Files.readString(result)));
        } finally {
            Files.delete(result);
        }
    }

    private static void run(Plan plan, Path result) throws IOException, InterruptedException {
        int forks = Math.min(MOST_FORKS, plan.rounds());
        Progress.tell("JMH: %d forks of %d rounds".formatted(forks, plan.rounds()));
        long seconds = Math.max(1, plan.round().toSeconds() / 4);
        Process jmh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        MODULE.resolve("classes")
                                + File.pathSeparator
                                + Files.readString(MODULE.resolve("classpath")).strip(),
                        "org.openjdk.jmh.Main",
                        "-f",
                        String.valueOf(forks),
                        "-wi",
                        String.valueOf(WARM_UPS),
                        "-w",
                        seconds + "s",
                        "-i",
                        String.valueOf(plan.rounds()),
                        "-r",
                        seconds + "s",
                        "-v",
                        "SILENT",
                        "-foe",
                        "true",
                        "-rf",
                        "json",
                        "-rff",
                        result.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(jmh::destroyForcibly));
        if (jmh.waitFor() != 0) {
            throw new IllegalStateException("JMH failed");
        }
    }

    private static List<Figure> figures(JsonNode results) {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode result : results) {
            String benchmark = result.path("benchmark").asString();
            String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            List<Double> rounds = new ArrayList<>();
            result.path("primaryMetric")
                    .path("rawData")
                    .forEach(fork -> fork.forEach(one -> rounds.add(one.asDouble())));
            figures.add(Figure.of(NAMES.getOrDefault(name, name), " µs", rounds));
        }
        return figures;
    }
}
