package dev.trunkledger.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree over SHA-256 (RFC 9162, section 2.1). Hashes come in and go out as lower-case hex.
 *
 * <p>Kept level by level from the leaves up. A last node without a sibling rises unchanged, which is the same tree as the
 * RFC's split at the largest power of two, and makes every proof a walk from a leaf to the root.
 */
public final class MerkleTree {

    private final List<List<byte[]>> levels = new ArrayList<>();

    private MerkleTree(List<byte[]> leaves) {
        levels.add(leaves);
        for (List<byte[]> level = leaves; level.size() > 1; ) {
            level = parents(level);
            levels.add(level);
        }
    }

    /** The tree whose leaves are these entries, in this order. */
    public static MerkleTree of(Iterable<byte[]> entries) {
        List<byte[]> leaves = new ArrayList<>();
        for (byte[] entry : entries) {
            leaves.add(Sha256.ofLeaf(entry));
        }
        return new MerkleTree(leaves);
    }

    public int size() {
        return levels.getFirst().size();
    }

    public String root() {
        return Sha256.hex(size() == 0 ? Sha256.ofNothing() : levels.getLast().getFirst());
    }

    /**
     * The path from a leaf to the root (section 2.1.3.1).
     *
     * @throws IndexOutOfBoundsException when there is no such leaf
     */
    public InclusionProof inclusionProof(int leafIndex) {
        if (leafIndex < 0 || leafIndex >= size()) {
            throw new IndexOutOfBoundsException("There is no leaf " + leafIndex + " among " + size());
        }
        return new InclusionProof(leafIndex, size(), pathFrom(0, leafIndex));
    }

    /**
     * That the tree of the first {@code oldSize} leaves is the beginning of this one (section 2.1.4.1).
     *
     * @throws IndexOutOfBoundsException when this tree has fewer leaves
     */
    public ConsistencyProof consistencyProof(int oldSize) {
        if (oldSize < 0 || oldSize > size()) {
            throw new IndexOutOfBoundsException("There are not " + oldSize + " leaves but " + size());
        }
        return new ConsistencyProof(oldSize, size(), oldSize == 0 || oldSize == size() ? List.of() : pathOver(oldSize));
    }

    /** The largest full subtree that ends the old tree, unless it is all of it, and what lies beside it on the way up. */
    private List<String> pathOver(int oldSize) {
        int level = 0;
        int index = oldSize - 1;
        while (index % 2 == 1) {
            level++;
            index /= 2;
        }
        List<String> path = new ArrayList<>();
        if (index > 0) {
            path.add(Sha256.hex(levels.get(level).get(index)));
        }
        path.addAll(pathFrom(level, index));
        return path;
    }

    private List<String> pathFrom(int level, int index) {
        List<String> path = new ArrayList<>();
        for (List<byte[]> nodes : levels.subList(level, levels.size())) {
            int sibling = index ^ 1;
            if (sibling < nodes.size()) {
                path.add(Sha256.hex(nodes.get(sibling)));
            }
            index /= 2;
        }
        return path;
    }

    private static List<byte[]> parents(List<byte[]> level) {
        List<byte[]> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            parents.add(Sha256.ofNode(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            parents.add(level.getLast());
        }
        return parents;
    }
}
