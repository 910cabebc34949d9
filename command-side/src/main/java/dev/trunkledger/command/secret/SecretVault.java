package dev.trunkledger.command.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trunkledger.command.domain.SecretFingerprint;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the secrets: AES-256-GCM under one data key per credential, each wrapped by the key-encryption key. What it
 * makes is stored by the event store, in the commit of the event it belongs to.
 */
public final class SecretVault {

    private static final int CACHED_KEYS = 10_000;
    private static final Duration KEYS_ARE_KEPT = Duration.ofMinutes(10);
    private static final int CACHED_FINGERPRINTS = 20_000;

    private final VaultTables tables;
    private final KeyEncryptionKey kek;
    // Here as with the fingerprints whoever writes sees to the eviction, which takes less than waking another thread.
    // What another instance destroyed is remembered here for a while. It does no harm: no secret under it can be
    // stored.
    private final Cache<UUID, CredentialKeys> keys = Caffeine.newBuilder()
            .maximumSize(CACHED_KEYS)
            .expireAfterWrite(KEYS_ARE_KEPT)
            .executor(Runnable::run)
            .build();
    // The fingerprint of a secret version never changes, and no version is given out twice.
    private final Cache<SecretId, SecretFingerprint> fingerprints = Caffeine.newBuilder()
            .maximumSize(CACHED_FINGERPRINTS)
            .executor(Runnable::run)
            .build();

    public SecretVault(JdbcClient jdbc, KeyEncryptionKey kek) {
        this.tables = new VaultTables(jdbc);
        this.kek = kek;
    }

    /**
     * A data key for a credential that is about to be created, or restored after its erasure; every credential gets one,
     * with a secret or not.
     */
    public NewCredentialKey newKey(String orgId, UUID credentialId) {
        byte[] dataKey = AesGcm.random(CredentialKeys.DATA_KEY_BYTES);
        UUID keyId = UUID.randomUUID();
        KeyEncryptionKey.Wrapped wrapped = kek.wrap(dataKey);
        return new NewCredentialKey(
                CredentialKeys.derive(orgId, credentialId, keyId, dataKey),
                new WrappedKey(credentialId, keyId, orgId, wrapped.keyId(), wrapped.bytes()));
    }

    /**
     * Takes a password for a credential that should exist. For one that does not, or not in this organisation, the
     * answer looks the same: the decision says so, and nothing of it is stored.
     *
     * @throws IllegalArgumentException when the password is not well-formed Unicode
     */
    public EnteredSecret enter(String orgId, UUID credentialId, PlainSecret secret) {
        CredentialKeys existing = keysOf(credentialId);
        return existing != null && existing.orgId().equals(orgId)
                ? new EnteredSecret(existing, secret)
                : new EnteredSecret(passingKeys(orgId, credentialId), secret);
    }

    /** Nobody will read it again, so nothing has to be wrapped. */
    private static CredentialKeys passingKeys(String orgId, UUID credentialId) {
        return CredentialKeys.derive(
                orgId, credentialId, UUID.randomUUID(), AesGcm.random(CredentialKeys.DATA_KEY_BYTES));
    }

    /** Fingerprint of a stored secret; null when the version is null, or the secret was destroyed. */
    public @Nullable SecretFingerprint fingerprint(UUID credentialId, @Nullable Integer secretVersion) {
        if (secretVersion == null) {
            return null;
        }
        SecretId id = new SecretId(credentialId, secretVersion);
        SecretFingerprint known = fingerprints.getIfPresent(id);
        return known != null ? known : readFingerprint(id);
    }

    /** Remembers the fingerprint of a secret that was stored just now. */
    public void stored(SealedSecret secret) {
        fingerprints.put(
                new SecretId(secret.credentialId(), secret.secretVersion()), fingerprint(secret.fingerprint()));
    }

    /** Whether a secret is still stored; asked of the database each time. False when the version is null. */
    public boolean holds(UUID credentialId, @Nullable Integer secretVersion) {
        return secretVersion != null && tables.holds(credentialId, secretVersion);
    }

    /** Drops what is remembered of a credential whose data key was destroyed. */
    public void forget(UUID credentialId) {
        keys.invalidate(credentialId);
        fingerprints.asMap().keySet().removeIf(id -> id.credentialId().equals(credentialId));
    }

    private @Nullable SecretFingerprint readFingerprint(SecretId id) {
        byte[] stored = tables.fingerprint(id.credentialId(), id.secretVersion());
        if (stored == null) {
            return null;
        }
        SecretFingerprint fingerprint = fingerprint(stored);
        fingerprints.put(id, fingerprint);
        return fingerprint;
    }

    private static SecretFingerprint fingerprint(byte[] bytes) {
        return new SecretFingerprint(HexFormat.of().formatHex(bytes));
    }

    private @Nullable CredentialKeys keysOf(UUID credentialId) {
        CredentialKeys known = keys.getIfPresent(credentialId);
        return known != null ? known : readKeys(credentialId);
    }

    private @Nullable CredentialKeys readKeys(UUID credentialId) {
        WrappedKey stored = tables.dataKey(credentialId);
        if (stored == null) {
            return null;
        }
        byte[] dataKey = kek.unwrap(stored.kekId(), stored.wrapped());
        CredentialKeys derived = CredentialKeys.derive(stored.orgId(), credentialId, stored.keyId(), dataKey);
        keys.put(credentialId, derived);
        return derived;
    }

    private record SecretId(UUID credentialId, int secretVersion) {}
}
