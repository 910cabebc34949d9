package dev.trunkledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path root = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataDirectory.open(root).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void belongsToOneStackAtATime() {
        try (DataDirectory first = DataDirectory.open(parent.resolve("data"))) {
            assertThatThrownBy(() -> DataDirectory.open(first.root()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Another local stack is running");
        }
        DataDirectory.open(parent.resolve("data")).close();
    }

    @Test
    void isNeverADirectoryWithOtherThingsInIt() throws IOException {
        Path letter = Files.writeString(parent.resolve("letter.txt"), "dear reader");

        assertThatThrownBy(() -> DataDirectory.open(parent))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("holds other files");
        assertThat(parent.toFile().list()).containsExactly(letter.getFileName().toString());
    }

    @Test
    void isNeverAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("data"), "text");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is a file");
        assertThat(file).hasContent("text");
    }

    @Test
    void refusesAFormatOfAnotherVersion() throws IOException {
        DataDirectory.open(parent.resolve("data")).close();
        Files.writeString(parent.resolve("data/trunkledger-data"), "2\n");

        assertThatThrownBy(() -> DataDirectory.open(parent.resolve("data")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("format '2'");
    }

    @Test
    void keepsWhatIsThere() throws IOException {
        try (DataDirectory data = opened(false)) {
            store(data);
        }
        try (DataDirectory data = opened(false)) {
            assertThat(data.keys().resolve("key")).hasContent("secret");
            assertThat(data.holdsData()).isTrue();
        }
    }

    @Test
    void forgetsEverythingWhenAskedTo() throws IOException {
        try (DataDirectory data = opened(false)) {
            store(data);
        }
        try (DataDirectory data = opened(true)) {
            assertThat(data.keys()).doesNotExist();
            assertThat(data.kafka()).doesNotExist();
            assertThat(data.demoCredential()).doesNotExist();
            assertThat(data.holdsData()).isFalse();
        }
    }

    @Test
    void finishesADiscardingThatWasInterrupted() throws IOException {
        try (DataDirectory data = opened(false)) {
            store(data);
            Files.createFile(data.root().resolve("discarding"));
        }
        try (DataDirectory data = opened(false)) {
            assertThat(data.keys()).doesNotExist();
            assertThat(data.root().resolve("discarding")).doesNotExist();
        }
    }

    @Test
    void removesTheStackFileOfAStackThatWasKilled() throws IOException {
        try (DataDirectory data = opened(false)) {
            Files.writeString(data.stackFile(), "{}");
        }
        try (DataDirectory data = opened(false)) {
            assertThat(data.stackFile()).doesNotExist();
        }
    }

    private DataDirectory opened(boolean fresh) {
        DataDirectory data = DataDirectory.open(parent.resolve("data"));
        data.begin(fresh);
        return data;
    }

    private static void store(DataDirectory data) throws IOException {
        Files.createDirectories(data.postgres().resolve("data"));
        Files.createDirectories(data.kafka());
        Files.createDirectories(data.keys());
        Files.writeString(data.keys().resolve("key"), "secret");
        Files.writeString(data.demoCredential(), "id");
    }
}
