package dev.trunkledger.proof.checkpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Ed25519 keys that checkpoints may be signed with.
 *
 * @param byId see {@link #idOf}
 */
public record CheckpointKeys(Map<String, PublicKey> byId) {

    private static final Pattern PEM = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

    public CheckpointKeys {
        byId = Map.copyOf(byId);
    }

    public static CheckpointKeys of(PublicKey key) {
        return new CheckpointKeys(Map.of(idOf(key), key));
    }

    /**
     * Every public key in a PEM text (RFC 7468), so that a key and its successors lie in one file.
     *
     * @throws IllegalArgumentException when there is none, or one is not an Ed25519 key
     */
    public static CheckpointKeys fromPem(String pem) {
        Map<String, PublicKey> keys = new HashMap<>();
        PEM.matcher(pem).results().forEach(block -> {
            PublicKey key = publicKey(Base64.getMimeDecoder().decode(block.group(1)));
            keys.put(idOf(key), key);
        });
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no block PUBLIC KEY in it");
        }
        return new CheckpointKeys(keys);
    }

    /** SHA-256 of the key as X.509 encodes it, in lower-case hex, as RFC 6962, section 3.2, names a log. */
    public static String idOf(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether the key is among these that the checkpoint says it was signed with. */
    public boolean know(SignedCheckpoint signed) {
        return byId.containsKey(signed.checkpoint().keyId());
    }

    /** Whether the key that the checkpoint names is among these and signed it. */
    public boolean verify(SignedCheckpoint signed) {
        PublicKey key = byId.get(signed.checkpoint().keyId());
        return key != null && verify(key, signed.signedBytes(), signed.signature());
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(CheckpointSigner.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // of the wrong length, say: not this key's signature
        }
    }

    private static PublicKey publicKey(byte[] x509) {
        try {
            return KeyFactory.getInstance(CheckpointSigner.ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A block PUBLIC KEY holds no Ed25519 key", e);
        }
    }
}
