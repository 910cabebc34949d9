package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.secret.KeyEncryptionKey.Wrapped;
import dev.trunkledger.command.secret.transit.TransitKeyEncryptionKey;
import dev.trunkledger.command.secret.transit.TransitSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitKeyEncryptionKeyTest {

    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private final TransitStub vault = new TransitStub();
    private TransitKeyEncryptionKey key;

    @BeforeEach
    void connect() {
        key = key("trunkledger", "", Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        key.close();
        vault.close();
    }

    @Test
    void unwrapsWhatItWrapped() {
        Wrapped wrapped = key.wrap(DATA_KEY);

        assertThat(wrapped.keyId()).isEqualTo("vault:transit/trunkledger:v1").isEqualTo(key.id());
        assertThat(new String(wrapped.bytes(), StandardCharsets.US_ASCII)).startsWith("vault:v1:");
        assertThat(key.unwrap(wrapped.keyId(), wrapped.bytes())).isEqualTo(DATA_KEY);
    }

    @Test
    void unwrapsWhatOlderVersionsWrappedUntilVaultForbidsIt() {
        Wrapped old = key.wrap(DATA_KEY);
        vault.rotate();
        Wrapped young = key.wrap(DATA_KEY);

        assertThat(young.keyId()).isEqualTo("vault:transit/trunkledger:v2").isEqualTo(key.id());
        assertThat(key.opens(old.keyId())).isTrue();
        assertThat(key.unwrap(old.keyId(), old.bytes())).isEqualTo(DATA_KEY);

        vault.disallowVersionsBefore(2);
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.unwrap(old.keyId(), old.bytes()))
                .withMessageContaining("too old");
    }

    @Test
    void opensNothingOfAnotherKeyMountOrKind() {
        assertThat(key.opens("vault:transit/other:v1")).isFalse();
        assertThat(key.opens("vault:transit2/trunkledger:v1")).isFalse();
        assertThat(key.opens("vault:transit/trunkledger:v1x")).isFalse();
        assertThat(key.opens("file-0123456789ab")).isFalse();
    }

    @Test
    void refusesWhatWasChangedOrBelongsToAnotherVersion() {
        Wrapped wrapped = key.wrap(DATA_KEY);
        byte[] changed = wrapped.bytes().clone();
        changed[12] = (byte) (changed[12] == 'A' ? 'B' : 'A');

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.unwrap(wrapped.keyId(), changed))
                .withMessageContaining("message authentication failed");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.unwrap("vault:transit/trunkledger:v2", wrapped.bytes()))
                .withMessageContaining("is not of that key");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.unwrap(wrapped.keyId(), "vault:v1:\",\"a".getBytes(StandardCharsets.US_ASCII)))
                .withMessageContaining("is not of that key");
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 429, 472, 473, 500, 502, 503})
    void aVaultThatCannotAnswerIsAwayAndComesBackByItself(int status) {
        vault.failWith(status);
        assertThatExceptionOfType(KeyStoreAwayException.class).isThrownBy(() -> key.wrap(DATA_KEY));

        vault.failWith(0);
        assertThat(key.wrap(DATA_KEY).keyId()).endsWith(":v1");
    }

    @Test
    void aSealedVaultIsAway() {
        vault.seal();

        assertThatExceptionOfType(KeyStoreAwayException.class)
                .isThrownBy(() -> key.id())
                .withMessage("Vault at " + vault.address() + " is sealed or in maintenance");
    }

    @Test
    void aVaultThatDoesNotAnswerIsAway() {
        try (TransitKeyEncryptionKey impatient = key("trunkledger", "", Duration.ofMillis(200))) {
            vault.stall();
            assertThatExceptionOfType(KeyStoreAwayException.class)
                    .isThrownBy(() -> impatient.wrap(DATA_KEY))
                    .withMessageContaining("HttpTimeoutException");

            vault.goOn();
            assertThat(key.wrap(DATA_KEY).keyId()).endsWith(":v1");
        }
    }

    @Test
    void aVaultThatNobodyRunsIsAway() {
        vault.close();

        assertThatExceptionOfType(KeyStoreAwayException.class)
                .isThrownBy(() -> key.wrap(DATA_KEY))
                .withMessageContaining("ConnectException");
    }

    @Test
    void aTokenIsReadAgainAtEachCall() {
        vault.acceptToken("hvs.second");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.wrap(DATA_KEY))
                .withMessageContaining("the token for transit/encrypt/trunkledger")
                .withMessageNotContaining(TransitStub.TOKEN);

        TransitStub.tokenFile(directory, "hvs.second");
        assertThat(key.wrap(DATA_KEY).keyId()).endsWith(":v1");
    }

    @Test
    void aTokenFileThatIsMissingEmptyOrOpenToOthersIsNamed() throws Exception {
        Path file = directory.resolve("vault-token");
        Files.writeString(file, "  \n");
        assertRefused("The Vault token file " + file + " holds no token");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("The Vault token file " + file + " is open to others; close it with: chmod 600 " + file);

        Files.delete(file);
        assertRefused(
                "The Vault token file " + file + " does not exist; have Vault's agent, or whoever logs in, write it");
    }

    @Test
    void aKeyThatDoesNotExistIsNamed() {
        try (TransitKeyEncryptionKey other = key("other", "", Duration.ofSeconds(10))) {
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> other.wrap(DATA_KEY))
                    .withMessageContaining("encryption key not found");
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(other::id)
                    .withMessageContaining("there is no such mount or key");
        }
    }

    @Test
    void aKeyOfTheWrongTypeIsRefused() {
        vault.changeType("rsa-4096");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.id())
                .withMessageContaining("aes256-gcm96");
    }

    @Test
    void aNamespaceIsSentAlong() {
        vault.expectNamespace("voice/eu");
        try (TransitKeyEncryptionKey inNamespace = key("trunkledger", "/voice/eu/", Duration.ofSeconds(10))) {
            assertThat(inNamespace.wrap(DATA_KEY).keyId()).endsWith(":v1");
        }
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> key.wrap(DATA_KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vault.example.com:8200",
                "http://vault.example.com:8200",
                "ftp://127.0.0.1",
                "https://u:p@vault:8200",
                "https://vault:8200/v1",
                "https://vault:8200?x=1",
                "http://127.0.0.1.example.com"
            })
    void anAddressThatWouldSendTheTokenInTheClearOrIsNoneIsRefused(String address) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> TransitSettings.of(address, "transit", "k", "", "/token", Duration.ofSeconds(2)))
                .withMessage("TRUNKLEDGER_VAULT_ADDRESS must be https://host:port, or http: on this machine alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../sys", "a/b", "a b", "a?b", "-a", ""})
    void aKeyNameThatIsNoneIsRefused(String name) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() ->
                        TransitSettings.of("https://vault:8200", "transit", name, "", "/token", Duration.ofSeconds(2)))
                .withMessageContaining("TRUNKLEDGER_VAULT_KEY");
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> key.wrap(DATA_KEY))
                .withMessage(sentence);
    }

    private TransitKeyEncryptionKey key(String name, String namespace, Duration timeout) {
        return new TransitKeyEncryptionKey(TransitSettings.of(
                vault.address() + "/",
                "/transit/",
                name,
                namespace,
                TransitStub.tokenFile(directory, TransitStub.TOKEN).toString(),
                timeout));
    }
}
