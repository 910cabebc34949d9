package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeyEncryptionKeyTest {

    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void unwrapsWhatItWrapped() throws IOException {
        KeyEncryptionKey key = LocalKeyEncryptionKey.ofFile(keyFile(1, "rw-------"));

        byte[] wrapped = key.wrap(DATA_KEY).bytes();

        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
        assertThat(key.unwrap(key.id(), wrapped)).isEqualTo(DATA_KEY);
    }

    @Test
    void hasAnIdThatDependsOnTheKeyAlone() throws IOException {
        String id = LocalKeyEncryptionKey.ofFile(keyFile(1, "rw-------")).id();

        assertThat(LocalKeyEncryptionKey.ofFile(keyFile(1, "r--------")).id()).isEqualTo(id);
        assertThat(LocalKeyEncryptionKey.ofFile(keyFile(2, "rw-------")).id()).isNotEqualTo(id);
        assertThat(id).matches("file-[0-9a-f]{12}");
    }

    @Test
    void saysWhichKeyIsMissingWhenAnotherOneWrapped() throws IOException {
        KeyEncryptionKey first = LocalKeyEncryptionKey.ofFile(keyFile(1, "rw-------"));
        KeyEncryptionKey second = LocalKeyEncryptionKey.ofFile(keyFile(2, "rw-------"));
        byte[] wrapped = first.wrap(DATA_KEY).bytes();

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> second.unwrap(first.id(), wrapped))
                .withMessageContainingAll(first.id(), second.id());
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> second.unwrap(second.id(), wrapped));
    }

    @Test
    void refusesWhatWasChangedOrCutShort() throws IOException {
        KeyEncryptionKey key = LocalKeyEncryptionKey.ofFile(keyFile(1, "rw-------"));
        byte[] changed = key.wrap(DATA_KEY).bytes();
        changed[changed.length - 1] ^= 1;

        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> key.unwrap(key.id(), changed));
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> key.unwrap(key.id(), new byte[5]));
    }

    @Test
    void aMissingFileSaysHowToMakeOne() {
        Path missing = directory.resolve("none");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> LocalKeyEncryptionKey.ofFile(missing))
                .withMessageContainingAll(missing.toString(), "does not exist", "openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-rw----", "rw-----w-", "rw-r--r--"})
    void aFileThatIsOpenToOthersIsRefused(String permissions) throws IOException {
        Path file = keyFile(1, permissions);

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> LocalKeyEncryptionKey.ofFile(file))
                .withMessageContainingAll("open to others", "chmod 600");
    }

    @Test
    void aFileThatItsGroupMayReadIsAccepted() throws IOException {
        assertThat(LocalKeyEncryptionKey.ofFile(keyFile(1, "r--r-----")).id()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "=", "not base64 at all, is it?"})
    void anythingButBase64OfThirtyTwoBytesIsRefusedWithoutBeingRepeated(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("kek"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> LocalKeyEncryptionKey.ofFile(file))
                .withMessage("The key-encryption key file " + file + " must hold base64 of exactly 32 bytes");
    }

    @Test
    void theSameKeyFromTheEnvironmentOpensWhatTheFileWrapped() throws IOException {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 1);
        String value = Base64.getEncoder().encodeToString(bytes);
        KeyEncryptionKey file = LocalKeyEncryptionKey.ofFile(keyFile(1, "rw-------"));
        KeyEncryptionKey environment = LocalKeyEncryptionKey.ofEnvironment("TRUNKLEDGER_KEK", value);

        KeyEncryptionKey.Wrapped wrapped = file.wrap(DATA_KEY);

        assertThat(environment.id()).isEqualTo(file.id().replace("file-", "env-"));
        assertThat(environment.opens(wrapped.keyId())).isTrue();
        assertThat(environment.unwrap(wrapped.keyId(), wrapped.bytes())).isEqualTo(DATA_KEY);
        assertThat(environment).asString().doesNotContain(value);
    }

    @Test
    void aMalformedVariableIsRefusedWithoutBeingRepeated() {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> LocalKeyEncryptionKey.ofEnvironment("TRUNKLEDGER_KEK", "c2hvcnQ="))
                .withMessage("The variable TRUNKLEDGER_KEK must hold base64 of exactly 32 bytes");
    }

    private Path keyFile(int fill, String permissions) throws IOException {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        Path file = directory.resolve("kek-" + fill + permissions);
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
