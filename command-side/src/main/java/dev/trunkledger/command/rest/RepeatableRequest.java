package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A write as its repetition would look.
 *
 * @param success status of its answer
 * @param moreWarnings of its answer, see {@link WriteAnswer}
 * @param identity what makes it the same request: method, target and body; {@code If-Match} is not among it, as whoever
 *     missed the first answer may have read the new version meanwhile
 */
record RepeatableRequest(
        String orgId,
        @Nullable IdempotencyKey key,
        HttpStatus success,
        List<Warning> moreWarnings,
        List<byte[]> identity) {}
