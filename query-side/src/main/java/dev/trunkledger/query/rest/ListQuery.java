package dev.trunkledger.query.rest;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.credentials.CredentialFilter;
import dev.trunkledger.query.credentials.CredentialSort;
import dev.trunkledger.query.credentials.SortKey;
import dev.trunkledger.query.cursor.CursorScope;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the list of credentials.
 *
 * @param asOf the time whose credentials are meant; null for now
 */
record ListQuery(CredentialFilter filter, @Nullable Instant asOf, CredentialSort sort, int skip, Paging paging) {

    /** Newest first, by a time that never changes: a walk through all pages meets each credential once. */
    static final CredentialSort DEFAULT_SORT = new CredentialSort(SortKey.CREATED_TIME, true);

    static ListQuery from(String orgId, QueryParameters query) {
        Paging paging = Paging.from(query);
        int skip = query.orElse("skip", ParameterForms.wholeNumber(0, Integer.MAX_VALUE), 0);
        if (query.has("skip") && query.has("cursor")) {
            query.reject("skip", "conflicting", "and cursor both say where the page begins; give one of them");
        }
        CredentialSort sort = query.orElse(
                "sort",
                ParameterForms.oneOf(
                        "lastUpdateTime, createdTime, server or description, after a minus sign for descending",
                        ListQuery::sortNamed),
                DEFAULT_SORT);
        Instant asOf = query.optional("asOf", ParameterForms.moment());
        ListQuery asked = new ListQuery(filter(orgId, query), asOf, sort, skip, paging);
        query.refuseFaults();
        return asked;
    }

    /** Pages may differ in length, but not in which credentials they are about or in what order. */
    CursorScope scope() {
        return new Terms()
                .with("sort", sort.wireName())
                .with("search", filter.search())
                .with("transport", filter.transport())
                .with("source", filter.source())
                .with("cpsKey", filter.cpsKey())
                .with("providerId", filter.providerId())
                .with("updatedSince", filter.updatedSince())
                .with("includeDeleted", filter.includeDeleted())
                .with("asOf", asOf)
                .scope(filter.orgId(), "sip-credentials");
    }

    private static CredentialFilter filter(String orgId, QueryParameters query) {
        return new CredentialFilter(
                orgId,
                query.optional("search", ParameterForms.text(255)),
                query.optional("transport", ParameterForms.oneOf("udp, tcp or tls", Transport::named)),
                query.optional("source", ParameterForms.oneOf("manual or provider", Source::named)),
                query.optional("cpsKey", ParameterForms.text(255)),
                query.optional("providerId", ParameterForms.uuid()),
                query.optional("updatedSince", ParameterForms.timestamp()),
                query.orElse("includeDeleted", ParameterForms.flag(), false));
    }

    private static Optional<CredentialSort> sortNamed(String text) {
        boolean descending = text.startsWith("-");
        return SortKey.named(descending ? text.substring(1) : text).map(key -> new CredentialSort(key, descending));
    }
}
