package dev.trunkledger.system.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A file system of its own for a directory, in a file. It can be full, and it can be what it would be after a power cut:
 * what was written out, by {@code fsync} or by chance, and nothing else. Needs root, and a kernel that lets it mount.
 */
final class Disk implements AutoCloseable {

    static final String MISSING = "no power cuts and no full disks: they need root, and a kernel that mounts files";

    private static final String SIZE = "2G";
    private static final boolean POSSIBLE = tryOnce();

    private final Path image;
    private final Path directory;

    private Disk(Path image, Path directory) {
        this.image = image;
        this.directory = directory;
    }

    /** Whether this machine allows it. */
    static boolean isPossible() {
        return POSSIBLE;
    }

    /** @param directory empty; made where it is missing */
    static Disk mountedAt(Path directory) {
        Disk disk = new Disk(directory.resolveSibling(directory.getFileName() + ".img"), directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("truncate", "--size", SIZE, disk.image.toString());
        // Nothing is kept back for root, who would not notice a full disk otherwise.
        run("mkfs.ext4", "-q", "-m", "0", disk.image.toString());
        disk.mount();
        // Whoever breaks a run off leaves nothing mounted.
        Runtime.getRuntime().addShutdownHook(new Thread(disk::unmountAtAnyRate));
        return disk;
    }

    void fill() {
        // The whole of what is free at once, then what is left bit by bit.
        ask("sh", "-c", "fallocate --length $(($(stat -f -c '%f * %S' " + directory + "))) " + filler());
        ask("sh", "-c", "cat /dev/zero >> " + filler());
    }

    void free() {
        run("rm", "-f", filler().toString());
        // A power cut must not bring it back: who starts then finds no space to recover in.
        run("sync", directory.toString());
    }

    /**
     * Has the disk be as it was found when the power went.
     *
     * @param stillness lets nobody write any more
     * @param end of those who wrote
     */
    void cutPower(Runnable stillness, Runnable end) {
        Path found = image.resolveSibling(image.getFileName() + ".found");
        stillness.run();
        run("cp", "--sparse=always", image.toString(), found.toString());
        end.run();
        // Lazily: locks and logs that are still open there stay with what is not there any more.
        run("umount", "--lazy", directory.toString());
        try {
            Files.move(found, image, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mount();
    }

    /** What it holds is kept, in its file. */
    @Override
    public void close() {
        unmountAtAnyRate();
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private void mount() {
        run("mount", "-o", "loop", image.toString(), directory.toString());
    }

    private void unmountAtAnyRate() {
        ask("umount", "--lazy", directory.toString());
    }

    private static boolean tryOnce() {
        try {
            Path directory = Files.createTempDirectory("disk-");
            try (Disk disk = mountedAt(directory.resolve("disk"))) {
                return Files.exists(disk.directory.resolve("lost+found"));
            } finally {
                ask("rm", "-rf", "--one-file-system", directory.toString());
            }
        } catch (IOException | IllegalStateException notHere) {
            return false;
        }
    }

    private static void run(String... command) {
        if (!ask(command)) {
            throw new IllegalStateException("Failed: " + String.join(" ", command));
        }
    }

    private static boolean ask(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
