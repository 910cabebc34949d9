package dev.trunkledger.proof.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleModelTest {

    private static final int LARGEST = 300;

    @Test
    void everySizeUpTo40AgreesWithTheDefinitionAtEveryLeafAndOldSize() {
        for (int size = 1; size <= 40; size++) {
            List<byte[]> entries = entries(size);
            for (int i = 0; i < size; i++) {
                assertInclusion(entries, i);
                assertConsistency(entries, i + 1);
            }
        }
    }

    @Test
    void randomSizesAgreeWithTheDefinition() {
        Random random = seeded();
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(LARGEST);
            assertInclusion(entries(size), random.nextInt(size));
            assertConsistency(entries(size), 1 + random.nextInt(size));
        }
    }

    @Test
    void aRootOfEntriesThatAreNotKeptIsThatOfTheTree() {
        MerkleRoot root = new MerkleRoot();
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(root.hash()).isEqualTo(MerkleTree.of(entries(size)).root());
            assertThat(root.size()).isEqualTo(size);
            root.add(entry(size));
        }
    }

    @Test
    void aProofOfInclusionProvesNothingElse() {
        Random random = seeded();
        for (int round = 0; round < 200; round++) {
            int size = 2 + random.nextInt(LARGEST);
            int index = random.nextInt(size);
            List<byte[]> entries = entries(size);
            MerkleTree tree = MerkleTree.of(entries);
            InclusionProof proof = tree.inclusionProof(index);
            byte[] entry = entries.get(index);

            assertThat(proof.proves(entry(size), tree.root())).isFalse();
            assertThat(proof.proves(entry, MerkleTree.of(entries(size + 1)).root()))
                    .isFalse();
            assertThat(new InclusionProof((index + 1) % size, size, proof.path()).proves(entry, tree.root()))
                    .isFalse();
            for (List<String> path : spoiled(proof.path(), random)) {
                assertThat(new InclusionProof(index, size, path).proves(entry, tree.root()))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofOfConsistencyProvesNothingElse() {
        Random random = seeded();
        for (int round = 0; round < 200; round++) {
            int size = 2 + random.nextInt(LARGEST);
            int oldSize = 1 + random.nextInt(size - 1);
            String root = MerkleTree.of(entries(size)).root();
            String oldRoot = MerkleTree.of(entries(oldSize)).root();
            ConsistencyProof proof = MerkleTree.of(entries(size)).consistencyProof(oldSize);

            List<byte[]> replaced = new ArrayList<>(entries(oldSize));
            Collections.reverse(replaced);
            String replacedRoot = oldSize == 1
                    ? MerkleTree.of(List.of(entry(size))).root()
                    : MerkleTree.of(replaced).root();
            assertThat(proof.proves(replacedRoot, root)).isFalse();
            assertThat(proof.proves(oldRoot, MerkleTree.of(entries(size + 1)).root()))
                    .isFalse();
            for (List<String> path : spoiled(proof.path(), random)) {
                assertThat(new ConsistencyProof(oldSize, size, path).proves(oldRoot, root))
                        .isFalse();
            }
        }
    }

    @Test
    void everyTreeContinuesTheEmptyOne() {
        String nothing = MerkleTree.of(List.of()).root();
        MerkleTree tree = MerkleTree.of(entries(3));

        assertThat(tree.consistencyProof(0).proves(nothing, tree.root())).isTrue();
        assertThat(tree.consistencyProof(0).proves(tree.root(), tree.root())).isFalse();
    }

    @Test
    void thereIsNoProofForALeafThatIsNotThere() {
        MerkleTree tree = MerkleTree.of(entries(3));

        assertThatThrownBy(() -> tree.inclusionProof(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistencyProof(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new InclusionProof(3, 3, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 1, List.of("AB"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(2, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertInclusion(List<byte[]> entries, int index) {
        MerkleTree tree = MerkleTree.of(entries);
        NaiveMerkleTree naive = new NaiveMerkleTree(entries);
        InclusionProof proof = tree.inclusionProof(index);

        assertThat(tree.root()).isEqualTo(Sha256.hex(naive.root()));
        assertThat(proof.path()).as("leaf %d of %d", index, entries.size()).isEqualTo(naive.inclusion(index));
        assertThat(proof.proves(entries.get(index), tree.root())).isTrue();
    }

    private static void assertConsistency(List<byte[]> entries, int oldSize) {
        MerkleTree tree = MerkleTree.of(entries);
        ConsistencyProof proof = tree.consistencyProof(oldSize);

        assertThat(proof.path())
                .as("%d of %d", oldSize, entries.size())
                .isEqualTo(new NaiveMerkleTree(entries).consistency(oldSize));
        assertThat(proof.proves(MerkleTree.of(entries.subList(0, oldSize)).root(), tree.root()))
                .isTrue();
    }

    /** One step changed, one left out, one too many. */
    private static List<List<String>> spoiled(List<String> path, Random random) {
        List<String> longer = new ArrayList<>(path);
        longer.add(Sha256.hex(Sha256.ofNothing()));
        if (path.isEmpty()) {
            return List.of(longer);
        }
        int step = random.nextInt(path.size());
        List<String> changed = new ArrayList<>(path);
        changed.set(step, Sha256.hex(Sha256.ofNothing()));
        List<String> shorter = new ArrayList<>(path);
        shorter.remove(step);
        return List.of(changed, shorter, longer);
    }

    private static List<byte[]> entries(int size) {
        return IntStream.range(0, size).mapToObj(MerkleModelTest::entry).toList();
    }

    private static byte[] entry(int i) {
        return ("entry " + i).getBytes(UTF_8);
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("MerkleModelTest seed " + seed);
        return new Random(seed);
    }
}
