package dev.trunkledger.proof.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trunkledger.events.wire.CanonicalJson;
import dev.trunkledger.events.wire.EventHash;
import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint with its Ed25519 signature (RFC 8032) over its canonical JSON, members unknown to this version included.
 *
 * <p>As JSON: {@code {"checkpoint": {…}, "signature": base64}}, and where somebody attached them, {@code "leaves": […]}:
 * the heads that the root was built over. They need no signature, as the root proves them, and tell which credential's
 * history was changed where the root alone tells only that one was.
 */
public final class SignedCheckpoint {

    private final Checkpoint checkpoint;
    private final ObjectNode content;
    private final byte[] signature;
    private final Optional<CredentialHeads> leaves;

    private SignedCheckpoint(
            Checkpoint checkpoint, ObjectNode content, byte[] signature, Optional<CredentialHeads> leaves) {
        this.checkpoint = checkpoint;
        this.content = content;
        this.signature = signature;
        this.leaves = leaves;
    }

    static SignedCheckpoint of(Checkpoint checkpoint, byte[] signature) {
        return new SignedCheckpoint(checkpoint, checkpoint.json(), signature, Optional.empty());
    }

    /** @throws UnreadableJsonException when it is none; its signature is not looked at */
    public static SignedCheckpoint read(byte[] json) {
        return read(Members.parse(json));
    }

    static SignedCheckpoint read(Members json) {
        Members content = json.members("checkpoint");
        try {
            CanonicalJson.bytes(content.object());
            byte[] signature = Base64.getDecoder().decode(json.text("signature"));
            return new SignedCheckpoint(Checkpoint.read(content), content.object(), signature, leavesOf(json));
        } catch (IllegalArgumentException e) {
            throw new UnreadableJsonException("it has no canonical form, or its signature is not base64");
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** SHA-256 over the canonical JSON of the checkpoint, in lower-case hex: what the next one holds. */
    public String hash() {
        return EventHash.of(content);
    }

    public Optional<CredentialHeads> leaves() {
        return leaves;
    }

    public SignedCheckpoint withLeaves(CredentialHeads heads) {
        return new SignedCheckpoint(checkpoint, content, signature, Optional.of(heads));
    }

    /** On one line, as it is published. */
    public byte[] json() {
        return CanonicalJson.bytes(tree());
    }

    @Override
    public String toString() {
        return new String(json(), UTF_8);
    }

    ObjectNode tree() {
        ObjectNode json = Members.newObject();
        json.set("checkpoint", content);
        json.put("signature", Base64.getEncoder().encodeToString(signature));
        leaves.ifPresent(heads -> {
            List<ObjectNode> nodes =
                    heads.inOrder().stream().map(CredentialHead::json).toList();
            json.putArray("leaves").addAll(nodes);
        });
        return json;
    }

    byte[] signedBytes() {
        return CanonicalJson.bytes(content);
    }

    byte[] signature() {
        return signature;
    }

    private static Optional<CredentialHeads> leavesOf(Members json) {
        return json.has("leaves")
                ? Optional.of(new CredentialHeads(json.objects("leaves").stream()
                        .map(CredentialHead::read)
                        .toList()))
                : Optional.empty();
    }
}
