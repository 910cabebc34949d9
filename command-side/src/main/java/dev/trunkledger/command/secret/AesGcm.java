package dev.trunkledger.command.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D: good for 2^32 messages per key). */
final class AesGcm {

    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    static byte[] nonce() {
        return random(NONCE_BYTES);
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** @throws KeyUnavailableException when key, nonce, associated data or ciphertext are not those of the encryption */
    static byte[] decrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] encrypted) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(encrypted);
        } catch (AEADBadTagException e) {
            throw new KeyUnavailableException("What is encrypted was changed, or belongs to another key or place");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Nonce and ciphertext in one. */
    static byte[] seal(SecretKey key, byte[] associated, byte[] plain) {
        byte[] nonce = nonce();
        byte[] encrypted = encrypt(key, nonce, associated, plain);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
        return sealed;
    }

    /** @throws KeyUnavailableException as {@link #decrypt} */
    static byte[] open(SecretKey key, byte[] associated, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new KeyUnavailableException("What is encrypted was cut short");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return decrypt(key, nonce, associated, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
