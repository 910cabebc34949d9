package dev.trunkledger.query.cursor;

import java.util.List;

/**
 * The last row of a page, by the values that order the rows.
 *
 * @param keys one text per column of the order, the tie breaker last
 */
public record CursorPosition(List<String> keys) {

    public CursorPosition {
        keys = List.copyOf(keys);
    }

    public static CursorPosition of(String... keys) {
        return new CursorPosition(List.of(keys));
    }
}
