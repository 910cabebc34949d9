package dev.trunkledger.proof.checkpoint;

import dev.trunkledger.events.wire.CanonicalJson;
import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import dev.trunkledger.proof.merkle.InclusionProof;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That a checkpoint covers one credential's history, for somebody who may see no other credential: the credential's head,
 * the path from it to the root, and the signed root.
 */
public record HeadProof(CredentialHead head, InclusionProof inclusion, SignedCheckpoint signed) {

    /** Whether the head is in the tree whose root the checkpoint holds; the signature is {@link CheckpointKeys}' matter. */
    public boolean holds() {
        Checkpoint checkpoint = signed.checkpoint();
        return inclusion.treeSize() == checkpoint.treeSize() && inclusion.proves(head.leaf(), checkpoint.rootHash());
    }

    /** {@code {checkpoint, signature, leaf, leafIndex, treeSize, path}}: a signed checkpoint and more, on one line. */
    public byte[] json() {
        ObjectNode json = signed.tree();
        json.remove("leaves");
        json.set("leaf", head.json());
        json.put("leafIndex", inclusion.leafIndex());
        json.put("treeSize", inclusion.treeSize());
        ArrayNode path = json.putArray("path");
        inclusion.path().forEach(step -> path.add(step));
        return CanonicalJson.bytes(json);
    }

    /** @throws UnreadableJsonException when it is none */
    public static HeadProof read(byte[] json) {
        Members members = Members.parse(json);
        try {
            InclusionProof inclusion =
                    new InclusionProof(members.number("leafIndex"), members.number("treeSize"), members.texts("path"));
            return new HeadProof(
                    CredentialHead.read(members.members("leaf")), inclusion, SignedCheckpoint.read(members));
        } catch (IllegalArgumentException e) {
            throw new UnreadableJsonException("no tree has such a path");
        }
    }
}
