package dev.trunkledger.command.secret;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decrypts what is stored. It remembers nothing: what was destroyed a moment ago, by whatever instance, is gone. */
public final class StoredSecrets {

    private static final String READ = """
            select k.key_id, k.kek_id, k.wrapped, s.nonce, s.ciphertext
              from vault.secret s join vault.data_key k using (credential_id, key_id)
             where s.credential_id = ? and s.secret_version = ?""";

    private final JdbcClient jdbc;
    private final KeyEncryptionKey kek;

    public StoredSecrets(JdbcClient jdbc, KeyEncryptionKey kek) {
        this.jdbc = jdbc;
        this.kek = kek;
    }

    /**
     * A secret in the clear, which the caller closes; null when it was destroyed, or never stored.
     *
     * @throws KeyUnavailableException when it cannot be decrypted
     */
    public @Nullable OpenedSecret open(String orgId, UUID credentialId, int secretVersion) {
        return jdbc.sql(READ)
                .param(credentialId)
                .param(secretVersion)
                .query((row, _) -> new Row(
                        row.getObject("key_id", UUID.class),
                        row.getString("kek_id"),
                        row.getBytes("wrapped"),
                        row.getBytes("nonce"),
                        row.getBytes("ciphertext")))
                .optional()
                .map(row -> open(row, orgId, credentialId, secretVersion))
                .orElse(null);
    }

    private OpenedSecret open(Row row, String orgId, UUID credentialId, int secretVersion) {
        byte[] dataKey = kek.unwrap(row.kekId(), row.wrapped());
        CredentialKeys keys = CredentialKeys.derive(orgId, credentialId, row.keyId(), dataKey);
        return new OpenedSecret(
                AesGcm.decrypt(keys.encryption(), row.nonce(), keys.associated(secretVersion), row.ciphertext()));
    }

    @SuppressWarnings("ArrayRecordComponent") // Decrypted at once, never compared.
    private record Row(UUID keyId, String kekId, byte[] wrapped, byte[] nonce, byte[] ciphertext) {}
}
