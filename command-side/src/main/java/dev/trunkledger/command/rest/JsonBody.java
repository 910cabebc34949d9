package dev.trunkledger.command.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** What the mapping to {@code application/json} leaves open: charset and coding of the body. */
final class JsonBody {

    private JsonBody() {}

    /** @throws ProblemException 415 when the body is in another charset than UTF-8, or compressed */
    static void require(HttpServletRequest request) {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
        if (!utf8 || request.getHeader("Content-Encoding") != null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_MEDIA_TYPE.explanation());
        }
    }
}
