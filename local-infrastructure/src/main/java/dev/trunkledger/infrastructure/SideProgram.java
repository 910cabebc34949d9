package dev.trunkledger.infrastructure;

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
 * What a JVM is given to run a side of the product.
 *
 * @param options of the JVM, those before {@code -jar}
 */
public record SideProgram(Path jar, List<String> options) {

    /**
     * The executable jar that {@code package} made, as it is.
     *
     * @param module its directory
     */
    public static SideProgram packaged(Path module) throws IOException {
        return new SideProgram(executableJar(module), List.of());
    }

    /**
     * The same taken apart and trained for fast starts, as {@code deploy/Dockerfile} does it; done again, in some ten
     * seconds, when the jar is another one.
     *
     * @param module its directory, within that of the product
     */
    public static SideProgram trained(Path module) throws IOException {
        Path packaged = executableJar(module);
        Path directory = packaged.resolveSibling("trained");
        Path trainedOf = directory.resolve("packaged.sha256");
        String hash = hash(packaged);
        if (!Files.exists(trainedOf) || !Files.readString(trainedOf).equals(hash)) {
            // What is broken off is not taken for what an earlier jar left.
            Files.deleteIfExists(trainedOf);
            train(packaged, directory, module.resolveSibling("deploy").resolve("train"));
            Files.writeString(trainedOf, hash);
        }
        // Both as the training had it: the cache is for no other kind of object headers.
        return new SideProgram(
                directory.resolve("app.jar"),
                List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + directory.resolve("app.aot")));
    }

    private static void train(Path packaged, Path directory, Path training) throws IOException {
        Path copy = Files.createDirectories(packaged.resolveSibling("packaged")).resolve("app.jar");
        Files.copy(packaged, copy, StandardCopyOption.REPLACE_EXISTING);
        Path log = packaged.resolveSibling("training.log");
        run(
                log,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                copy.toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString());
        Files.delete(copy);
        run(log, training.toString(), directory.toString());
    }

    private static void run(Path log, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (builder.start().onExit().join().exitValue() != 0) {
            throw new IOException(command[0] + " failed, see " + log);
        }
    }

    private static Path executableJar(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(module + " has no executable jar; run package first"));
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
