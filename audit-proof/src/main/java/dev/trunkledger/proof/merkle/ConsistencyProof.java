package dev.trunkledger.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree only grew: its first {@code oldSize} leaves are those of an older tree whose root one knows.
 *
 * @param path hashes in lower-case hex, as RFC 9162, section 2.1.4.1, orders them
 */
public record ConsistencyProof(long oldSize, long newSize, List<String> path) {

    /** @throws IllegalArgumentException when a hash is not one or the tree shrank */
    public ConsistencyProof {
        path = List.copyOf(path);
        path.forEach(Sha256::check);
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("A tree of " + newSize + " leaves did not grow from " + oldSize);
        }
    }

    /** RFC 9162, section 2.1.4.2; besides, every tree continues the empty one, and each continues itself. */
    public boolean proves(String oldRoot, String newRoot) {
        if (oldSize == 0) {
            return path.isEmpty() && oldRoot.equals(Sha256.hex(Sha256.ofNothing()));
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        List<String> steps = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            steps.addFirst(oldRoot);
        }
        return !steps.isEmpty() && walk(steps, oldRoot, newRoot);
    }

    private boolean walk(List<String> steps, String oldRoot, String newRoot) {
        byte[] oldHash = Sha256.bytes(steps.getFirst());
        byte[] newHash = oldHash;
        int full = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >> full;
        long last = (newSize - 1) >> full;
        for (String hex : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            byte[] step = Sha256.bytes(hex);
            if (node % 2 == 1 || node == last) {
                oldHash = Sha256.ofNode(step, oldHash);
                newHash = Sha256.ofNode(step, newHash);
                int risen = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= risen;
                last >>= risen;
            } else {
                newHash = Sha256.ofNode(newHash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0
                && Sha256.hex(oldHash).equals(oldRoot)
                && Sha256.hex(newHash).equals(newRoot);
    }
}
