package dev.trunkledger.query.rest;

import dev.trunkledger.query.cursor.CursorScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a cursor is bound to; what is absent is left out, so that a filter added later keeps old cursors good. */
final class Terms {

    private final List<String> terms = new ArrayList<>();

    Terms with(String name, @Nullable Object value) {
        if (value != null) {
            terms.add(name + "=" + value);
        }
        return this;
    }

    CursorScope scope(String orgId, String endpoint) {
        return new CursorScope(orgId, endpoint, terms);
    }
}
