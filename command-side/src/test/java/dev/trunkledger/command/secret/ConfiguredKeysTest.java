package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConfiguredKeysTest {

    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    @Test
    void withoutAnyKeyTheThreeKindsAreNamed() {
        assertRefused(
                "There is no key-encryption key: set one of TRUNKLEDGER_KEK_FILE, TRUNKLEDGER_KEK and"
                        + " TRUNKLEDGER_VAULT_KEY",
                Map.of(
                        "kek-file",
                        "",
                        "kek",
                        " ",
                        "vault.key",
                        "",
                        "kek-previous-files",
                        "",
                        "vault.previous-keys",
                        ""));
    }

    @Test
    void ofTwoKeysBothAreNamed() {
        assertRefused(
                "There is more than one key-encryption key: of TRUNKLEDGER_KEK and TRUNKLEDGER_VAULT_KEY only one may be"
                        + " set; the others belong to the previous keys",
                Map.of("kek", value(1), "vault.key", "trunkledger"));
    }

    @Test
    void aVaultKeyWithoutAnAddressOrATokenIsRefused() {
        assertRefused(
                "TRUNKLEDGER_VAULT_ADDRESS must be https://host:port, or http: on this machine alone",
                Map.of("vault.key", "trunkledger", "vault.token-file", "/token"));
        assertRefused(
                "TRUNKLEDGER_VAULT_TOKEN_FILE must name the file with Vault's token",
                Map.of("vault.key", "trunkledger", "vault.address", "https://vault:8200"));
    }

    @Test
    void aVaultThatCannotBeReachedDoesNotKeepTheSideFromStarting() {
        try (KeyRing ring = ring(Map.of(
                "vault.key", "trunkledger", "vault.address", "https://127.0.0.1:9", "vault.token-file", "/none"))) {
            assertThat(ring.opens("vault:transit/trunkledger:v7")).isTrue();
        }
    }

    @Test
    void readsWhatPreviousKeysOfEveryKindWrappedAndWrapsWithThePrimary() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kek", value(1));
        settings.put("kek-previous-files", file(2) + ", " + file(3) + ",");
        settings.put("kek-previous", value(4));
        settings.put("vault.previous-keys", "trunkledger,older");
        settings.put("vault.address", "https://127.0.0.1:9");
        settings.put("vault.token-file", "/none");
        try (KeyRing ring = ring(settings)) {
            assertThat(ring.id()).startsWith("env-");
            assertThat(ring.wrap(DATA_KEY).keyId()).isEqualTo(ring.id());
            for (int former : new int[] {1, 2, 3, 4}) {
                KeyEncryptionKey.Wrapped wrapped = key(former).wrap(DATA_KEY);
                assertThat(ring.unwrap(wrapped.keyId(), wrapped.bytes())).isEqualTo(DATA_KEY);
            }
            assertThat(ring.opens("vault:transit/older:v1")).isTrue();
        }
    }

    @Test
    void anUnknownIdIsNamed() {
        KeyEncryptionKey.Wrapped foreign = key(9).wrap(DATA_KEY);
        try (KeyRing ring = ring(Map.of("kek", value(1)))) {
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> ring.unwrap(foreign.keyId(), foreign.bytes()))
                    .withMessage(
                            "The key-encryption key " + foreign.keyId()
                                    + " is missing: something in the database was wrapped by it; give it back as a previous key");
        }
    }

    @Test
    void settingsNeverPrintAKey() {
        assertThat(bound(Map.of("kek", value(1)))).asString().doesNotContain(value(1));
    }

    private static void assertRefused(String sentence, Map<String, String> settings) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> ring(settings))
                .withMessage(sentence);
    }

    private static KeyRing ring(Map<String, String> settings) {
        return new ConfiguredKeys(bound(settings)).ring();
    }

    private static SecretProperties bound(Map<String, String> settings) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("trunkledger.secret." + name, value));
        return new Binder(source).bindOrCreate("trunkledger.secret", SecretProperties.class);
    }

    private static KeyEncryptionKey key(int fill) {
        return LocalKeyEncryptionKey.ofEnvironment("TEST", value(fill));
    }

    private static String value(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private Path file(int fill) throws IOException {
        Path file = Files.writeString(directory.resolve("kek-" + fill), value(fill));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
