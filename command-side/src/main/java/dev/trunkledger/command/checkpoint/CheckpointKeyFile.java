package dev.trunkledger.command.checkpoint;

import dev.trunkledger.command.secret.ClosedFile;
import dev.trunkledger.command.secret.KeyUnavailableException;
import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key that checkpoints are signed with: an Ed25519 key in PEM (RFC 7468, RFC 8410), as OpenSSL writes it. */
record CheckpointKeyFile(Path path) {

    private static final Pattern PEM = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    /** @throws KeyUnavailableException when the file is missing, open to others, or holds no such key */
    CheckpointSigner signer() {
        ClosedFile file = new ClosedFile("checkpoint key", path);
        byte[] content = file.read("; make one with: umask 077; openssl genpkey -algorithm ed25519 -out " + path);
        try {
            PrivateKey key = privateKey(new String(content, StandardCharsets.US_ASCII));
            return new CheckpointSigner(key, publicHalf(key).getPublic());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyUnavailableException(file + " must hold an Ed25519 private key in PEM (PKCS #8)");
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher block = PEM.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("There is no block PRIVATE KEY in it");
        }
        byte[] pkcs8 = Base64.getMimeDecoder().decode(block.group(1));
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** A pair is made of 32 random bytes, which are the private key (RFC 8032, section 5.1.5): here they are given. */
    private static KeyPair publicHalf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(IllegalArgumentException::new);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }
}
