package dev.trunkledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {
    @TempDir
    Path parent;

    @Test
    void areTheSameAtEveryStart() throws IOException {
        LocalKeys first = keys();
        LocalKeys second = keys();

        assertThat(second.cursorKey()).isEqualTo(first.cursorKey());
        assertThat(second.databasePassword("query")).isEqualTo(first.databasePassword("query"));
        assertThat(second.tokenKey()).isEqualTo(first.tokenKey());
        String made = Files.readString(first.keyEncryptionKeyFile(false));
        assertThat(Files.readString(second.keyEncryptionKeyFile(true))).isEqualTo(made);
    }

    @Test
    void areDifferentForEveryUse() {
        assertThat(keys().databasePassword("query")).isNotEqualTo(keys().databasePassword("command"));
    }

    @Test
    void have32BytesWhereTheSidesAskForThem() throws IOException {
        assertThat(Base64.getDecoder().decode(keys().cursorKey())).hasSize(32);
        assertThat(Base64.getDecoder().decode(Files.readString(keys().keyEncryptionKeyFile(false))))
                .hasSize(32);
    }

    @Test
    void lieInFilesForTheirOwnerAlone() throws IOException {
        LocalKeys keys = keys();
        keys.cursorKey();
        keys.databasePassword("query");
        keys.tokenKey();
        keys.keyEncryptionKeyFile(false);
        keys.publicTokenKeysFile();

        try (Stream<Path> files = Files.list(parent.resolve("keys"))) {
            assertThat(files)
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
        assertThat(permissions(parent.resolve("keys"))).isEqualTo("rwx------");
    }

    @Test
    void publishOnlyThePublicHalfOfTheTokenKey() throws IOException {
        assertThat(Files.readString(keys().publicTokenKeysFile()))
                .contains("\"kid\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void areNotReplacedWhileSecretsAreStoredUnderThem() {
        assertThatThrownBy(() -> keys().keyEncryptionKeyFile(true))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void areNotTakenWhenDamaged() throws IOException {
        LocalKeys keys = keys();
        Files.writeString(keys.keyEncryptionKeyFile(false), "c2hvcnQ=");

        assertThatThrownBy(() -> keys.keyEncryptionKeyFile(true))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("damaged");
    }

    private LocalKeys keys() {
        return new LocalKeys(parent.resolve("keys"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
