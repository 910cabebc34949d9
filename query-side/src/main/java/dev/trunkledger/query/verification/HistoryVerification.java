package dev.trunkledger.query.verification;

import dev.trunkledger.query.credentials.CredentialHead;
import dev.trunkledger.query.credentials.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Checks histories of any length in the memory that one batch takes, and holds a connection only while a batch is read.
 * A chain shows what was changed within it; that its end was cut off together with the head needs a witness outside of
 * this database.
 */
@Component
public final class HistoryVerification {

    private final StoredEntries entries;
    private final Credentials credentials;
    private final AccessChainVerification accesses;

    HistoryVerification(StoredEntries entries, Credentials credentials, AccessChainVerification accesses) {
        this.entries = entries;
        this.credentials = credentials;
        this.accesses = accesses;
    }

    /** Both chains; empty when the organisation has no credential of that id. */
    public Optional<Verification> verify(String orgId, UUID credentialId) {
        return versions(orgId, credentialId).map(history -> history.with(accesses.verify(orgId, credentialId)));
    }

    private Optional<Verification> versions(String orgId, UUID credentialId) {
        // Before the head: whatever is projected meanwhile, the head is no older than this.
        long newestEntry = entries.newest(orgId, credentialId);
        Optional<CredentialHead> head = credentials.head(orgId, credentialId);
        long newest = head.map(CredentialHead::version).orElse(newestEntry);
        if (newest == 0) {
            return Optional.empty();
        }
        var chain = new ChainCheck(orgId, credentialId);
        follow(chain, newest);
        if (chain.version() < newest) {
            return Optional.of(Verification.badFrom(chain.version() + 1));
        }
        if (head.isEmpty() || !chain.endsIn(head.get())) {
            return Optional.of(Verification.badFrom(newest));
        }
        return Optional.of(
                newestEntry > newest
                        ? Verification.badFrom(newest + 1)
                        : Verification.good(newest, head.get().hash()));
    }

    /** As far as the entries are as they should be. */
    private void follow(ChainCheck chain, long newest) {
        while (chain.version() < newest) {
            List<StoredEntry> batch = entries.after(chain, newest);
            if (batch.isEmpty() || !batch.stream().allMatch(chain::accepts)) {
                return;
            }
        }
    }
}
