package dev.trunkledger.command.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key-encryption key from a file: base64 of 32 random bytes, readable by its owner (or group) alone. */
public final class FileKeyEncryptionKey implements KeyEncryptionKey {

    private static final int KEY_BYTES = 32;
    private static final byte[] PURPOSE = "trunkledger key wrap v1".getBytes(StandardCharsets.UTF_8);
    private static final Set<PosixFilePermission> FOREIGN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final String id;
    private final SecretKey key;

    private FileKeyEncryptionKey(byte[] key) {
        this.id = "file-" + shortHash(key);
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key once; a changed file takes effect at the next start.
     *
     * @throws KeyUnavailableException when the file is missing, holds no such key, or is open to others
     */
    public static FileKeyEncryptionKey read(Path file) {
        byte[] content = content(file);
        byte[] key = null;
        try {
            key = decode(file, content);
            return new FileKeyEncryptionKey(key);
        } finally {
            Arrays.fill(content, (byte) 0);
            if (key != null) {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] other) {
        return AesGcm.seal(key, PURPOSE, other);
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        if (!id.equals(keyId)) {
            throw new KeyUnavailableException("This key was wrapped by the key-encryption key " + keyId
                    + ", but the one in use is " + id + ": start with the former's file");
        }
        return AesGcm.open(key, PURPOSE, wrapped);
    }

    private static byte[] content(Path file) {
        try {
            refuseForeignEyes(file);
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KeyUnavailableException("The key-encryption key file " + file
                    + " does not exist; make one with: umask 077; openssl rand -base64 32 > " + file);
        } catch (IOException e) {
            throw new KeyUnavailableException("The key-encryption key file " + file + " cannot be read");
        }
    }

    private static void refuseForeignEyes(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN::contains)) {
            throw new KeyUnavailableException(
                    "The key-encryption key file " + file + " is open to others; close it with: chmod 600 " + file);
        }
    }

    private static byte[] decode(Path file, byte[] content) {
        byte[] key;
        try {
            // The MIME form passes over line ends.
            key = Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            Arrays.fill(key, (byte) 0);
            throw new KeyUnavailableException(
                    "The key-encryption key file " + file + " must hold base64 of exactly " + KEY_BYTES + " bytes");
        }
        return key;
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
