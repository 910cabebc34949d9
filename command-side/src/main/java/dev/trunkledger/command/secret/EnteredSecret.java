package dev.trunkledger.command.secret;

import dev.trunkledger.command.domain.SecretFingerprint;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A password that was entered for a credential, waiting for the decision which version of its secret it becomes. It
 * outlives the {@link PlainSecret} it was made of; closing it wipes it.
 */
public final class EnteredSecret implements AutoCloseable {

    private final CredentialKeys keys;
    private final byte[] plain;
    private final byte[] fingerprint;
    private volatile boolean closed;

    EnteredSecret(CredentialKeys keys, PlainSecret secret) {
        this.keys = keys;
        this.plain = secret.utf8();
        this.fingerprint = Hmac.of(keys.fingerprint(), plain);
    }

    public SecretFingerprint fingerprint() {
        return new SecretFingerprint(HexFormat.of().formatHex(fingerprint));
    }

    /** May be called again with another version, when a lost race is decided anew. */
    public SealedSecret seal(int secretVersion) {
        if (closed) {
            throw new IllegalStateException("The password was wiped already");
        }
        byte[] nonce = AesGcm.nonce();
        byte[] ciphertext = AesGcm.encrypt(keys.encryption(), nonce, keys.associated(secretVersion), plain);
        return new SealedSecret(keys.credentialId(), keys.keyId(), secretVersion, nonce, ciphertext, fingerprint);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(plain, (byte) 0);
    }

    @Override
    public String toString() {
        return "EnteredSecret[***]";
    }
}
