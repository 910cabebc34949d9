package dev.trunkledger.query.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the credentials that a filter lets through.
 *
 * @param totalCount how many it lets through in all
 * @param next where the next page begins; null when this is the last
 */
public record CredentialPage(List<StoredCredential> items, long totalCount, PageStart.@Nullable Behind next) {}
