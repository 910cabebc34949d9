package dev.trunkledger.benchmark.stage;

import dev.trunkledger.benchmark.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM is given to run a module as its image does.
 *
 * @param options of the JVM, those before {@code -jar}
 */
record Program(Path jar, List<String> options) {

    /** The jar that {@code package} made, as it is. */
    static Program packaged(String module) throws IOException {
        return new Program(executableJar(module), List.of());
    }

    /** The same taken apart and trained, as {@code deploy/Dockerfile} does it; done again when the jar is another one. */
    static Program trained(String module) throws IOException {
        Path packaged = executableJar(module);
        Path directory = packaged.resolveSibling("trained");
        Path cache = directory.resolve("app.aot");
        Path trainedOf = directory.resolve("packaged.sha256");
        String hash = hash(packaged);
        if (!Files.exists(trainedOf) || !Files.readString(trainedOf).equals(hash)) {
            Progress.tell("training " + module + " for faster starts");
            train(packaged, directory);
            Files.writeString(trainedOf, hash);
        }
        return new Program(directory.resolve("app.jar"), List.of("-XX:AOTCache=" + cache));
    }

    private static void train(Path packaged, Path directory) throws IOException {
        Path copy = Files.createDirectories(packaged.resolveSibling("packaged")).resolve("app.jar");
        Files.copy(packaged, copy, StandardCopyOption.REPLACE_EXISTING);
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                copy.toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString()));
        Files.delete(copy);
        run(List.of(
                Path.of("..", "deploy", "train").toAbsolutePath().normalize().toString(), directory.toString()));
    }

    private static void run(List<String> command) throws IOException {
        Path log = Files.createTempFile(Path.of("target"), "training-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (builder.start().onExit().join().exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed, see " + log.toAbsolutePath());
        }
        Files.delete(log);
    }

    private static Path executableJar(String module) throws IOException {
        Path target = Path.of("..", module, "target").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No executable jar in " + target));
        }
    }

    /** Its time says nothing: builds that can be repeated give all jars the same. */
    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
