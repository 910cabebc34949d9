package dev.trunkledger.proof.checkpoint;

import dev.trunkledger.events.wire.CanonicalJson;
import dev.trunkledger.proof.json.Members;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far the history of one credential reaches: a leaf of the tree that a checkpoint signs.
 *
 * @param access the chain of recorded accesses to its secret, when there were any
 */
public record CredentialHead(
        UUID credentialId, ChainHead history, @Nullable ChainHead access) {

    /** {@code {access?: {headHash, sequence}, credentialId, headHash, version}}. */
    public ObjectNode json() {
        ObjectNode node = Members.newObject();
        if (access != null) {
            node.putObject("access").put("headHash", access.hash()).put("sequence", access.number());
        }
        return node.put("credentialId", credentialId.toString())
                .put("headHash", history.hash())
                .put("version", history.number());
    }

    /** @throws dev.trunkledger.proof.json.UnreadableJsonException when it is none */
    public static CredentialHead read(Members json) {
        ChainHead history = new ChainHead(json.number("version"), json.hash("headHash"));
        return new CredentialHead(json.uuid("credentialId"), history, access(json));
    }

    /** The bytes that the tree is built over. */
    public byte[] leaf() {
        return CanonicalJson.bytes(json());
    }

    private static @Nullable ChainHead access(Members json) {
        if (!json.has("access")) {
            return null;
        }
        Members access = json.members("access");
        return new ChainHead(access.number("sequence"), access.hash("headHash"));
    }
}
