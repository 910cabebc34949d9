package dev.trunkledger.proof.merkle;

import java.util.List;

/**
 * That an entry is a leaf of a tree whose root one knows.
 *
 * @param leafIndex counted from 0
 * @param path hashes in lower-case hex, from the leaf's sibling upwards
 */
public record InclusionProof(long leafIndex, long treeSize, List<String> path) {

    /** @throws IllegalArgumentException when a hash is not one or no tree has such a leaf */
    public InclusionProof {
        path = List.copyOf(path);
        path.forEach(Sha256::check);
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("A tree of " + treeSize + " leaves has no leaf " + leafIndex);
        }
    }

    /** RFC 9162, section 2.1.3.2. */
    public boolean proves(byte[] entry, String root) {
        long leaf = leafIndex;
        long last = treeSize - 1;
        byte[] hash = Sha256.ofLeaf(entry);
        for (String step : path) {
            if (last == 0) {
                return false;
            }
            byte[] sibling = Sha256.bytes(step);
            if (leaf % 2 == 1 || leaf == last) {
                hash = Sha256.ofNode(sibling, hash);
                // A last node without a sibling rose unchanged: no step stands for those levels.
                int risen = leaf == 0 ? 0 : Long.numberOfTrailingZeros(leaf);
                leaf >>= risen;
                last >>= risen;
            } else {
                hash = Sha256.ofNode(hash, sibling);
            }
            leaf >>= 1;
            last >>= 1;
        }
        return last == 0 && Sha256.hex(hash).equals(root);
    }
}
