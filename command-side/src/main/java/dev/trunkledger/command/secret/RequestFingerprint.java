package dev.trunkledger.command.secret;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells whether two requests are the same, by HMAC under a key that all instances share. A plain hash would not do: a
 * body may hold a password, and short passwords can be found by trying.
 */
public final class RequestFingerprint {

    private static final String KEY_NAME = "request-fingerprint";
    private static final int KEY_BYTES = 32;

    private final VaultTables tables;
    private final KeyEncryptionKey kek;
    private volatile @Nullable SecretKey key;

    public RequestFingerprint(JdbcClient jdbc, KeyEncryptionKey kek) {
        this.tables = new VaultTables(jdbc);
        this.kek = kek;
    }

    /** 32 bytes. The division into parts matters: ("ab", "c") is another request than ("a", "bc"). */
    public byte[] of(byte[]... parts) {
        SecretKey known = key;
        if (known == null) {
            // The first request reads it, not the start: the process comes up while the database is still away.
            known = sharedKey();
            key = known;
        }
        return Hmac.of(known, parts);
    }

    private SecretKey sharedKey() {
        byte[] fresh = AesGcm.random(KEY_BYTES);
        KeyEncryptionKey.Wrapped stored = tables.serviceKey(KEY_NAME, kek.wrap(fresh));
        Arrays.fill(fresh, (byte) 0);
        byte[] shared = kek.unwrap(stored.keyId(), stored.bytes());
        try {
            return new SecretKeySpec(shared, "HmacSHA256");
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }
}
