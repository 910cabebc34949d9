package dev.trunkledger.local;

import dev.trunkledger.infrastructure.DirectoryLock;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a local stack keeps everything: data, keys and passwords, log; owned by one process at a time. */
final class DataDirectory implements AutoCloseable {
    // Only a directory with this file is ever written to or emptied.
    private static final String MARKER = "trunkledger-data";
    private static final String FORMAT = "1";
    private static final String DISCARDING = "discarding";
    private static final List<String> CONTENT = List.of("postgres", "kafka", "keys", "demo-credential");

    private final Path root;
    private final DirectoryLock lock;

    private DataDirectory(Path root, DirectoryLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the directory for this process; nothing in it changes yet. */
    static DataDirectory open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            claim(root);
            DirectoryLock lock = DirectoryLock.tryAcquire(root);
            if (lock == null) {
                throw new StackException("Another local stack is running on the data directory " + root
                        + "; stop it first, or choose another directory with --data.");
            }
            return new DataDirectory(root, lock);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static void claim(Path root) throws IOException {
        Path marker = root.resolve(MARKER);
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StackException("The data directory " + root + " is a file; choose another one with --data.");
        }
        if (!Files.exists(marker)) {
            if (Files.isDirectory(root) && !isEmpty(root)) {
                throw new StackException("The directory " + root
                        + " holds other files and no data of Trunkledger; choose another one with --data.");
            }
            PrivateFiles.createDirectory(root);
            PrivateFiles.ownerOnly(root);
            PrivateFiles.write(marker, FORMAT + "\n");
        }
        String format = Files.readString(marker).strip();
        if (!format.equals(FORMAT)) {
            throw new StackException(
                    "The data in %s have format '%s', and this version reads '%s'; choose another directory with --data."
                            .formatted(root, format, FORMAT));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /**
     * To be called once before the rest.
     *
     * @param fresh forgets what earlier starts left
     */
    void begin(boolean fresh) {
        try {
            Files.deleteIfExists(stackFile()); // of a stack that was killed
            // The wish is written down first: half-discarded data are never started on, they are discarded further.
            Path discarding = root.resolve(DISCARDING);
            if (fresh) {
                PrivateFiles.write(discarding, "");
            }
            if (Files.exists(discarding)) {
                discard();
                Files.delete(discarding);
            }
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private void discard() throws IOException {
        LocalPostgres.stopLeftovers(postgres());
        for (String name : CONTENT) {
            PrivateFiles.deleteTree(root.resolve(name));
        }
    }

    private static StackException unusable(Path root, IOException e) {
        return new StackException("The data directory " + root + " cannot be used: " + e, e);
    }

    /** Whether an earlier start stored something, which today's keys must be able to read. */
    boolean holdsData() {
        return Files.exists(postgres().resolve("data"));
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path demoCredential() {
        return root.resolve("demo-credential");
    }

    Path log() {
        return root.resolve("stack.log");
    }

    Path stackFile() {
        return root.resolve("stack.json");
    }

    @Override
    public void close() {
        lock.close();
    }
}
