package dev.trunkledger.query.cursor;

import java.util.List;

/**
 * The question that a cursor continues: a cursor of one scope means nothing in another.
 *
 * @param orgId organisation of the caller
 * @param endpoint name of the list being paged
 * @param terms sort and filters, each as {@code name=value}, in a fixed order; absent filters are left out
 */
public record CursorScope(String orgId, String endpoint, List<String> terms) {

    public CursorScope {
        terms = List.copyOf(terms);
    }
}
