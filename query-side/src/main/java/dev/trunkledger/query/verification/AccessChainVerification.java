package dev.trunkledger.query.verification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks the accesses to a credential's secret in the memory that one batch takes. */
@Component
class AccessChainVerification {

    private final StoredAccesses accesses;

    AccessChainVerification(StoredAccesses accesses) {
        this.accesses = accesses;
    }

    AccessVerification verify(String orgId, UUID credentialId) {
        // Before the entries: they are no older than this, and what was projected since lies behind it.
        Optional<StoredAccesses.Head> head = accesses.head(orgId, credentialId);
        AccessVerification verification = follow(orgId, credentialId, head);
        if (verification.firstBad() == null || head.isPresent()) {
            return verification;
        }
        // Entries without a head: the first was projected in between, together with its head. Or it has none.
        return follow(orgId, credentialId, accesses.head(orgId, credentialId));
    }

    private AccessVerification follow(String orgId, UUID credentialId, Optional<StoredAccesses.Head> head) {
        var chain = new AccessCheck();
        boolean headMet = false;
        List<StoredAccess> batch = accesses.after(orgId, credentialId, 0);
        while (!batch.isEmpty()) {
            for (StoredAccess access : batch) {
                if (!chain.accepts(access)) {
                    return AccessVerification.badFrom(chain.sequence() + 1);
                }
                headMet |= head.filter(newest -> isAt(newest, chain)).isPresent();
            }
            batch = accesses.after(orgId, credentialId, chain.sequence());
        }
        boolean none = head.isEmpty() && chain.sequence() == 0;
        return headMet || none
                ? new AccessVerification(chain.sequence(), chain.hash(), null)
                : AccessVerification.badFrom(missing(chain, head));
    }

    /** Entries end before the head does, or the head is not theirs. */
    private static long missing(AccessCheck chain, Optional<StoredAccesses.Head> head) {
        long newest = head.map(StoredAccesses.Head::sequence).orElse(0L);
        return chain.sequence() < newest ? chain.sequence() + 1 : Math.max(1, newest);
    }

    private static boolean isAt(StoredAccesses.Head head, AccessCheck chain) {
        return head.sequence() == chain.sequence() && head.hash().equals(chain.hash());
    }
}
