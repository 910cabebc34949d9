package dev.trunkledger.query.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.input.ParameterForm;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.cursor.CursorPosition;
import dev.trunkledger.query.cursor.CursorScope;
import dev.trunkledger.query.cursor.Cursors;
import org.jspecify.annotations.Nullable;

/** How much of an answer is asked for, and the cursor that says from where. */
record Paging(int take, @Nullable String cursor) {

    static final int TAKE_DEFAULT = 20;
    static final int TAKE_MOST = 1000;

    /** Longer than any cursor that was given out, and any text is looked at, so that one answer covers them all. */
    private static final ParameterForm<String> CURSOR = new ParameterForm<>("", "", java.util.Optional::of);

    static Paging from(QueryParameters query) {
        return new Paging(
                query.orElse("take", ParameterForms.wholeNumber(1, TAKE_MOST), TAKE_DEFAULT),
                query.optional("cursor", CURSOR));
    }

    /** An export is as long as it is, unless it is told otherwise. */
    static Paging ofExport(QueryParameters query) {
        return new Paging(
                query.orElse("take", ParameterForms.wholeNumber(1, Integer.MAX_VALUE), Integer.MAX_VALUE),
                query.optional("cursor", CURSOR));
    }

    /** Where the cursor points; null when there is none. */
    @Nullable
    CursorPosition position(Cursors cursors, CursorScope scope) {
        if (cursor == null) {
            return null;
        }
        return cursors.read(scope, cursor)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_CURSOR, "The cursor does not continue this list with these filters."));
    }
}
