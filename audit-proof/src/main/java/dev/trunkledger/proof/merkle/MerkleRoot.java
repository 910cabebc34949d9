package dev.trunkledger.proof.merkle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of a {@link MerkleTree} whose entries come one by one and are not kept: for n entries it holds at most
 * log2(n) + 1 hashes, one for each full subtree that waits for its sibling.
 */
public final class MerkleRoot {

    /** By height; null where no subtree of that height waits. */
    private final List<byte @Nullable []> waiting = new ArrayList<>();

    private long size;

    public void add(byte[] entry) {
        byte[] subtree = Sha256.ofLeaf(entry);
        int height = 0;
        while (height < waiting.size() && waiting.get(height) != null) {
            subtree = Sha256.ofNode(waiting.get(height), subtree);
            waiting.set(height++, null);
        }
        if (height == waiting.size()) {
            waiting.add(subtree);
        } else {
            waiting.set(height, subtree);
        }
        size++;
    }

    public long size() {
        return size;
    }

    /** In lower-case hex, of what was added so far. */
    public String hash() {
        byte[] root = null;
        for (byte[] subtree : waiting) {
            if (subtree != null) {
                root = root == null ? subtree : Sha256.ofNode(subtree, root);
            }
        }
        return Sha256.hex(root == null ? Sha256.ofNothing() : root);
    }
}
