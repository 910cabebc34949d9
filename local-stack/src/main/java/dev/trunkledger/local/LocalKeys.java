package dev.trunkledger.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.trunkledger.infrastructure.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;

/** The secrets of one local stack: made at its first start, kept in files that only their owner may read. */
final class LocalKeys {
    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 24;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    LocalKeys(Path directory) {
        this.directory = directory;
        try {
            PrivateFiles.createDirectory(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * The key-encryption key of the vault: base64 of 32 bytes.
     *
     * @param needed secrets are stored already, so that a new key would be of no use
     */
    Path keyEncryptionKeyFile(boolean needed) {
        Path file = directory.resolve("key-encryption-key");
        if (needed && !Files.exists(file)) {
            throw new StackException("The key " + file + " is missing; without it the stored secrets cannot be read.");
        }
        checkedKey(file);
        return file;
    }

    /** Signs checkpoints: an Ed25519 key in PEM. Its public half lies beside it, for verify-audit. */
    Path checkpointKeyFile() {
        Path file = directory.resolve("checkpoint-key.pem");
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                PrivateFiles.write(directory.resolve("checkpoint-key-public.pem"), pem(pair.getPublic(), "PUBLIC KEY"));
                PrivateFiles.write(file, pem(pair.getPrivate(), "PRIVATE KEY"));
            }
            return file;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw unusable(file, e);
        }
    }

    /** Signs cursors: base64 of 32 bytes. */
    String cursorKey() {
        return checkedKey(directory.resolve("cursor-key"));
    }

    String databasePassword(String role) {
        return read(directory.resolve("password-of-" + role), PASSWORD_BYTES);
    }

    /** Signs the tokens of this stack. */
    ECKey tokenKey() {
        Path file = directory.resolve("token-key.json");
        try {
            return ECKey.parse(PrivateFiles.readOrCreate(file, LocalKeys::newTokenKey));
        } catch (IOException | ParseException e) {
            throw unusable(file, e);
        }
    }

    /** The public half of {@link #tokenKey}, as the sides read it. */
    Path publicTokenKeysFile() {
        Path file = directory.resolve("token-keys-public.json");
        try {
            PrivateFiles.write(file, new JWKSet(tokenKey()).toString(true));
            return file;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static String pem(Key key, String label) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }

    private static String newTokenKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new StackException("A key for the local tokens could not be made: " + e.getMessage(), e);
        }
    }

    private String checkedKey(Path file) {
        String text = read(file, KEY_BYTES);
        try {
            if (Base64.getDecoder().decode(text).length == KEY_BYTES) {
                return text;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new StackException("The key in " + file + " is damaged; without it the stored secrets cannot be read.");
    }

    private String read(Path file, int bytes) {
        try {
            boolean known = Files.exists(file);
            String text = PrivateFiles.readOrCreate(file, () -> random(bytes)).strip();
            if (known && text.isEmpty()) {
                throw new StackException("The file " + file + " is damaged: it is empty.");
            }
            return text;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private String random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getEncoder().encodeToString(value);
    }

    private static StackException unusable(Path file, Exception e) {
        return new StackException("The file " + file + " cannot be used: " + e, e);
    }
}
