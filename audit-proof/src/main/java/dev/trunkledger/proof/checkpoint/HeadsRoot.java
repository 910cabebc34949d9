package dev.trunkledger.proof.checkpoint;

import dev.trunkledger.proof.merkle.MerkleRoot;

/** What a checkpoint says of an organisation's heads, worked out from heads that come one by one and are not kept. */
public final class HeadsRoot {

    private final MerkleRoot root = new MerkleRoot();
    private String last = "";
    private long chains;

    /** @throws IllegalArgumentException when it does not come in the order of {@link CredentialHeads} */
    public HeadsRoot add(CredentialHead head) {
        String id = head.credentialId().toString();
        if (id.compareTo(last) <= 0) {
            throw new IllegalArgumentException("Heads come in the order of the text of their credentials' ids");
        }
        last = id;
        root.add(head.leaf());
        chains += head.access() == null ? 1 : 2;
        return this;
    }

    long size() {
        return root.size();
    }

    long chains() {
        return chains;
    }

    String hash() {
        return root.hash();
    }

    /** Whether the checkpoint says the same, so that another one would tell nothing new. */
    public boolean isThatOf(Checkpoint checkpoint) {
        return checkpoint.treeSize() == size()
                && checkpoint.heads() == chains
                && checkpoint.rootHash().equals(hash());
    }
}
