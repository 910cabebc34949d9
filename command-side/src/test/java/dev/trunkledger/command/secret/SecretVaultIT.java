package dev.trunkledger.command.secret;

import static dev.trunkledger.command.CommandInstance.ORG;
import static dev.trunkledger.command.CommandInstance.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.domain.SecretFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SecretVaultIT {

    private static final String PASSWORD = "correct horse battery";

    private static LedgerDatabase database;
    private static CommandInstance one;
    private static CommandInstance two;

    private final UUID id = UUID.randomUUID();

    @BeforeAll
    static void start() {
        database = new LedgerDatabase();
        one = database.startInstance();
        two = database.startInstance();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whatOneInstanceSealedTheOtherCanOpen() {
        one.create(id, settings("a.example.com"), PASSWORD, null);

        assertThat(fingerprint(two, ORG, id, PASSWORD))
                .isEqualTo(stored(two, 1))
                .isEqualTo(stored(one, 1));
        assertThat(fingerprint(two, ORG, id, "other")).isNotEqualTo(stored(two, 1));
        assertThat(decrypted(two)).isEqualTo(PASSWORD);
    }

    @Test
    void aCredentialWithoutASecretHasItsKeyFromTheStart() {
        one.create(id, settings("a.example.com"));

        two.replace(id, null, settings("a.example.com"), PASSWORD);

        assertThat(fingerprint(one, ORG, id, PASSWORD)).isEqualTo(stored(one, 1));
    }

    @Test
    void anUnknownCredentialAndAForeignOneLookLikeAnyOther() {
        one.create(id, settings("a.example.com"), PASSWORD, null);

        assertThat(fingerprint(one, "other", id, PASSWORD)).isNotEqualTo(stored(one, 1));
        assertThat(fingerprint(one, ORG, UUID.randomUUID(), PASSWORD)).isNotNull();
    }

    @Test
    void thereIsNoFingerprintOfNoSecret() {
        one.create(id, settings("a.example.com"));

        assertThat(one.get(SecretVault.class).fingerprint(id, null)).isNull();
        assertThat(one.get(SecretVault.class).fingerprint(id, 1)).isNull();
    }

    @Test
    void anotherKeyEncryptionKeyOpensNothing() {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        SecretVault stranger = new SecretVault(one.get(JdbcClient.class), new ForeignKey());

        try (PlainSecret secret = PlainSecret.of(PASSWORD.toCharArray())) {
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> stranger.enter(ORG, id, secret))
                    .withMessage("not this one");
        }
    }

    @Test
    void allInstancesTellTheSameRequestByTheSameFingerprint() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(one.get(RequestFingerprint.class).of(body))
                .hasSize(32)
                .isEqualTo(two.get(RequestFingerprint.class).of(body))
                .isNotEqualTo(two.get(RequestFingerprint.class).of(body, body));
    }

    private SecretFingerprint stored(CommandInstance instance, int secretVersion) {
        return Objects.requireNonNull(instance.get(SecretVault.class).fingerprint(id, secretVersion));
    }

    private static SecretFingerprint fingerprint(CommandInstance instance, String orgId, UUID id, String password) {
        try (PlainSecret secret = PlainSecret.of(password.toCharArray());
                EnteredSecret entered = instance.get(SecretVault.class).enter(orgId, id, secret)) {
            return entered.fingerprint();
        }
    }

    private String decrypted(CommandInstance instance) {
        JdbcClient jdbc = instance.get(JdbcClient.class);
        WrappedKey key = Objects.requireNonNull(new VaultTables(jdbc).dataKey(id));
        byte[] dataKey = instance.get(KeyEncryptionKey.class).unwrap(key.kekId(), key.wrapped());
        CredentialKeys keys = CredentialKeys.derive(ORG, id, key.keyId(), dataKey);
        return jdbc.sql("select nonce, ciphertext from vault.secret where credential_id = ?")
                .param(id)
                .query((row, _) -> new String(
                        AesGcm.decrypt(keys.encryption(), row.getBytes(1), keys.associated(1), row.getBytes(2)),
                        StandardCharsets.UTF_8))
                .single();
    }

    private static final class ForeignKey implements KeyEncryptionKey {

        @Override
        public String id() {
            return "foreign";
        }

        @Override
        public Wrapped wrap(byte[] key) {
            return new Wrapped(id(), key.clone());
        }

        @Override
        public boolean opens(String keyId) {
            return false;
        }

        @Override
        public byte[] unwrap(String keyId, byte[] wrapped) {
            throw new KeyUnavailableException("not this one");
        }
    }
}
