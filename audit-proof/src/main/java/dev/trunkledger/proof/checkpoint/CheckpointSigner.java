package dev.trunkledger.proof.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes checkpoints with one Ed25519 key. */
public final class CheckpointSigner {

    static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;
    private final String keyId;

    /** @throws IllegalArgumentException when the keys are not a pair */
    public CheckpointSigner(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.keyId = CheckpointKeys.idOf(publicKey);
        byte[] trial = "Do these keys belong together?".getBytes(UTF_8);
        if (!CheckpointKeys.verify(publicKey, trial, signature(trial))) {
            throw new IllegalArgumentException("The private key is not that of the public key");
        }
    }

    /**
     * The organisation's next checkpoint.
     *
     * @param previous its newest so far; null for the first
     * @param time so far back that every event which occurred by then is stored, see {@link Checkpoint}
     * @param heads newest events that occurred by then
     * @throws IllegalArgumentException when the previous one is another organisation's or later
     */
    public SignedCheckpoint sign(
            String orgId, @Nullable SignedCheckpoint previous, Instant time, CredentialHeads heads) {
        HeadsRoot root = new HeadsRoot();
        heads.inOrder().forEach(root::add);
        return sign(orgId, previous, time, root);
    }

    /** The same, of heads that were not kept. */
    public SignedCheckpoint sign(String orgId, @Nullable SignedCheckpoint previous, Instant time, HeadsRoot heads) {
        long sequence = previous == null ? 1 : after(previous.checkpoint(), orgId, time);
        Checkpoint checkpoint = new Checkpoint(
                orgId,
                sequence,
                time,
                heads.size(),
                heads.hash(),
                heads.chains(),
                previous == null ? null : previous.hash(),
                keyId);
        SignedCheckpoint unsigned = SignedCheckpoint.of(checkpoint, new byte[0]);
        return SignedCheckpoint.of(checkpoint, signature(unsigned.signedBytes()));
    }

    private static long after(Checkpoint previous, String orgId, Instant time) {
        if (!previous.orgId().equals(orgId) || previous.time().isAfter(time)) {
            throw new IllegalArgumentException("A checkpoint follows an earlier one of its own organisation");
        }
        return previous.sequence() + 1;
    }

    private byte[] signature(byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key cannot make an Ed25519 signature", e);
        }
    }
}
