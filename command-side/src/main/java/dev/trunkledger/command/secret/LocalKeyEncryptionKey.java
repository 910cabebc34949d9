package dev.trunkledger.command.secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key-encryption key that this process holds itself: base64 of 32 random bytes, from a file or the environment. */
final class LocalKeyEncryptionKey implements KeyEncryptionKey {

    private static final int KEY_BYTES = 32;
    private static final byte[] PURPOSE = "trunkledger key wrap v1".getBytes(StandardCharsets.UTF_8);
    private static final String FROM_FILE = "file-";
    private static final String FROM_ENVIRONMENT = "env-";

    private final String origin;
    private final String hash;
    private final SecretKey key;

    private LocalKeyEncryptionKey(String origin, byte[] key) {
        this.origin = origin;
        this.hash = shortHash(key);
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key once; a changed file takes effect at the next start.
     *
     * @throws KeyUnavailableException when the file is missing, holds no such key, or is open to others
     */
    static LocalKeyEncryptionKey ofFile(Path path) {
        ClosedFile file = new ClosedFile("key-encryption key", path);
        return of(
                FROM_FILE, file.toString(), file.read("; make one with: umask 077; openssl rand -base64 32 > " + path));
    }

    /**
     * @param name of the variable, for what there is to say about it
     * @throws KeyUnavailableException when the value is no such key
     */
    static LocalKeyEncryptionKey ofEnvironment(String name, String value) {
        return of(FROM_ENVIRONMENT, "The variable " + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static LocalKeyEncryptionKey of(String origin, String source, byte[] content) {
        byte[] key = decode(content);
        try {
            if (key.length != KEY_BYTES) {
                throw new KeyUnavailableException(source + " must hold base64 of exactly " + KEY_BYTES + " bytes");
            }
            return new LocalKeyEncryptionKey(origin, key);
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String id() {
        return origin + hash;
    }

    @Override
    public Wrapped wrap(byte[] other) {
        return new Wrapped(id(), AesGcm.seal(key, PURPOSE, other));
    }

    /** The same key may have come from the other place before. */
    @Override
    public boolean opens(String keyId) {
        return keyId.equals(FROM_FILE + hash) || keyId.equals(FROM_ENVIRONMENT + hash);
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        if (!opens(keyId)) {
            throw new KeyUnavailableException(
                    "This key was wrapped by the key-encryption key " + keyId + ", but this one is " + id());
        }
        return AesGcm.open(key, PURPOSE, wrapped);
    }

    @Override
    public String toString() {
        return id();
    }

    private static byte[] decode(byte[] content) {
        try {
            // The MIME form passes over line ends.
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String shortHash(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("trunkledger key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
