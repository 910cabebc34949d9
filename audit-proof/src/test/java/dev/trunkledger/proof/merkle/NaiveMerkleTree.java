package dev.trunkledger.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162, section 2.1, word by word; slow and plain. */
record NaiveMerkleTree(List<byte[]> entries) {

    byte[] root() {
        return mth(entries);
    }

    List<String> inclusion(int index) {
        return path(index, entries).stream().map(Sha256::hex).toList();
    }

    List<String> consistency(int oldSize) {
        return subproof(oldSize, entries, true).stream().map(Sha256::hex).toList();
    }

    private static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return Sha256.ofNothing();
        }
        if (d.size() == 1) {
            return Sha256.ofLeaf(d.getFirst());
        }
        int k = split(d);
        return Sha256.ofNode(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d);
        return m < k
                ? and(path(m, d.subList(0, k)), mth(d.subList(k, d.size())))
                : and(path(m - k, d.subList(k, d.size())), mth(d.subList(0, k)));
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean wholeOldTree) {
        if (m == d.size()) {
            return wholeOldTree ? List.of() : List.of(mth(d));
        }
        int k = split(d);
        return m <= k
                ? and(subproof(m, d.subList(0, k), wholeOldTree), mth(d.subList(k, d.size())))
                : and(subproof(m - k, d.subList(k, d.size()), false), mth(d.subList(0, k)));
    }

    /** The largest power of two below the size. */
    private static int split(List<byte[]> d) {
        return Integer.highestOneBit(d.size() - 1);
    }

    private static List<byte[]> and(List<byte[]> path, byte[] last) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
