package dev.trunkledger.proof.checkpoint;

import dev.trunkledger.proof.merkle.MerkleTree;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * How far every history of one organisation reaches.
 *
 * @param inOrder by the text of the credential id, which is also PostgreSQL's order of uuid, but not {@link UUID}'s own
 */
public record CredentialHeads(List<CredentialHead> inOrder) {

    /** @throws IllegalArgumentException when a credential stands twice */
    public CredentialHeads {
        inOrder = inOrder.stream()
                .sorted(Comparator.comparing(head -> head.credentialId().toString()))
                .toList();
        if (inOrder.stream().map(CredentialHead::credentialId).distinct().count() < inOrder.size()) {
            throw new IllegalArgumentException("A credential has one head only");
        }
    }

    public static CredentialHeads of(Collection<CredentialHead> inAnyOrder) {
        return new CredentialHeads(List.copyOf(inAnyOrder));
    }

    public int size() {
        return inOrder.size();
    }

    /** How many chains end in these heads: a credential whose secret was revealed has two. */
    public long chains() {
        return size()
                + inOrder.stream()
                        .map(CredentialHead::access)
                        .filter(Objects::nonNull)
                        .count();
    }

    public MerkleTree tree() {
        return MerkleTree.of(inOrder.stream().map(CredentialHead::leaf)::iterator);
    }

    /**
     * That a checkpoint which was made of these heads covers this credential's history.
     *
     * @return empty when the credential has no head here
     */
    public Optional<HeadProof> proof(UUID credentialId, SignedCheckpoint signed) {
        return IntStream.range(0, size())
                .filter(i -> inOrder.get(i).credentialId().equals(credentialId))
                .mapToObj(i -> new HeadProof(inOrder.get(i), tree().inclusionProof(i), signed))
                .findFirst();
    }
}
