package dev.trunkledger.command.secret;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads of the schema {@code vault}; its rows are written with the events they belong to. */
final class VaultTables {

    private final JdbcClient jdbc;

    VaultTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable
    WrappedKey dataKey(UUID credentialId) {
        return jdbc.sql("select key_id, org_id, kek_id, wrapped from vault.data_key where credential_id = ?")
                .param(credentialId)
                .query((row, _) -> new WrappedKey(
                        credentialId,
                        row.getObject("key_id", UUID.class),
                        row.getString("org_id"),
                        row.getString("kek_id"),
                        row.getBytes("wrapped")))
                .optional()
                .orElse(null);
    }

    boolean holds(UUID credentialId, int secretVersion) {
        return jdbc.sql("select exists (select from vault.secret where credential_id = ? and secret_version = ?)")
                .param(credentialId)
                .param(secretVersion)
                .query(Boolean.class)
                .single();
    }

    byte @Nullable [] fingerprint(UUID credentialId, int secretVersion) {
        return jdbc.sql("select fingerprint from vault.secret where credential_id = ? and secret_version = ?")
                .param(credentialId)
                .param(secretVersion)
                .query((row, _) -> row.getBytes("fingerprint"))
                .optional()
                .orElse(null);
    }

    /** The service key that all instances share: whoever comes first makes it. */
    KeyEncryptionKey.Wrapped serviceKey(String name, KeyEncryptionKey.Wrapped candidate) {
        jdbc.sql("insert into vault.service_key (name, kek_id, wrapped) values (?, ?, ?) on conflict do nothing")
                .param(name)
                .param(candidate.keyId())
                .param(candidate.bytes())
                .update();
        return jdbc.sql("select kek_id, wrapped from vault.service_key where name = ?")
                .param(name)
                .query((row, _) -> new KeyEncryptionKey.Wrapped(row.getString("kek_id"), row.getBytes("wrapped")))
                .single();
    }
}
