package dev.trunkledger.command.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: 1 to 255 characters, taken as they are. */
record IdempotencyKey(String text) {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    /** Null when the header is missing. */
    static @Nullable IdempotencyKey parse(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        String text = values.getFirst();
        if (values.size() > 1 || text.isBlank() || text.length() > LONGEST) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    "Header " + HEADER + " must be there once, with 1 to " + LONGEST + " characters.");
        }
        return new IdempotencyKey(text);
    }
}
