package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The key behind which the next page of pools begins. It needs no seal, as one of another organisation shows nothing of
 * that: it only says where to begin in the caller's own list.
 */
final class PoolCursor {

    private PoolCursor() {}

    static String write(String cpsKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cpsKey.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException 400 when it is none that {@link #write} made */
    static String read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "The cursor does not continue this list.");
        }
    }
}
