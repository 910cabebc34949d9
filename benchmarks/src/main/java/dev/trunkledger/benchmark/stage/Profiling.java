package dev.trunkledger.benchmark.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records what each side does, when asked for: it costs a few percent. */
public final class Profiling {

    private static volatile @Nullable Path directory;

    private Profiling() {}

    /** Sides that start from now on leave a recording there when they stop. */
    public static void into(Path recordings) throws IOException {
        directory = Files.createDirectories(recordings).toAbsolutePath();
    }

    static Optional<String> optionFor(String side) {
        return Optional.ofNullable(directory)
                .map(recordings ->
                        "-XX:StartFlightRecording=settings=profile,filename=" + recordings.resolve(side + ".jfr"));
    }
}
