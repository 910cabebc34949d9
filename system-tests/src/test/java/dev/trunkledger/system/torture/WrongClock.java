package dev.trunkledger.system.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A side's clock of its own, which jumps when it is told to: libfaketime, loaded before the JVM's own libraries. What
 * measures durations (the monotonic clock) goes on as it should, as it does when a real clock is set.
 */
final class WrongClock {

    static final String MISSING = "no clock jumps: libfaketime is not installed (Debian: apt-get install libfaketime)";

    private final Path file;
    private int secondsAhead;

    private WrongClock(Path file) {
        this.file = file;
    }

    static boolean isPossible() {
        return library().isPresent();
    }

    /** Right, until told otherwise. */
    static WrongClock in(Path directory, String side) {
        WrongClock clock = new WrongClock(directory.resolve("clock-of-" + side));
        clock.jump(0);
        return clock;
    }

    /** What the side's process needs to go by it. */
    Map<String, String> environment() {
        return library()
                .map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // Without it waits of the JVM end too early.
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                        // Without it files have other times after a jump, and no AOT cache fits its jar.
                        "NO_FAKE_STAT", "1"))
                .orElseGet(Map::of);
    }

    /** @param seconds further ahead than it was before, or below 0 back */
    void jump(int seconds) {
        secondsAhead += seconds;
        try {
            Files.writeString(file, "%+d".formatted(secondsAhead));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        Path libraries = Path.of("/usr/lib");
        try (Stream<Path> architectures = Files.list(libraries)) {
            return architectures
                    .map(architecture -> architecture.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
