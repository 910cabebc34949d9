package dev.trunkledger.query.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the credentials that a filter lets through.
 *
 * @param totalCount how many it lets through in all
 * @param next where the next page begins; null when this is the last
 */
public record CredentialPage(List<StoredCredential> items, long totalCount, PageStart.@Nullable Behind next) {

    /** @param found with one more than the page may have, if there is one: that tells whether there is a next page */
    static CredentialPage of(List<StoredCredential> found, int take, CredentialSort sort, long totalCount) {
        if (found.size() <= take) {
            return new CredentialPage(found, totalCount, null);
        }
        List<StoredCredential> items = found.subList(0, take);
        var last = items.getLast().credential();
        return new CredentialPage(
                items, totalCount, new PageStart.Behind(sort.key().of(last), last.id()));
    }
}
