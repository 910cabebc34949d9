package dev.trunkledger.local;

import dev.trunkledger.http.ProblemType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /local/tokens}: a signed token for whoever works on this machine. */
final class TokenEndpoint {
    private final LocalCallers callers;
    private final TokenMint mint;

    TokenEndpoint(LocalCallers callers, TokenMint mint) {
        this.callers = callers;
        this.mint = mint;
    }

    LocalAnswer answer(LocalRequest request) {
        String path = request.path();
        Optional<String> refusal = callers.refusalToMint(request);
        if (refusal.isPresent()) {
            return LocalAnswer.forbidden(refusal.get(), path);
        }
        if (!request.method().equals("POST")) {
            return LocalAnswer.problem(ProblemType.METHOD_NOT_ALLOWED, "Tokens are asked for with POST.", path)
                    .with("Allow", "POST");
        }
        // A form of a web page can send only other types without asking first.
        if (!isJson(request.header("content-type"))) {
            return LocalAnswer.problem(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json.", path);
        }
        byte @Nullable [] body = request.body();
        if (body == null) {
            return LocalAnswer.problem(ProblemType.BODY_TOO_LARGE, "The body is larger than 16 KiB.", path);
        }
        try {
            return minted(TokenRequest.parse(body));
        } catch (TokenRequest.Invalid e) {
            return LocalAnswer.problem(ProblemType.MALFORMED_REQUEST, String.valueOf(e.getMessage()), path);
        }
    }

    private LocalAnswer minted(TokenGrant grant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token", mint.mint(grant));
        body.put("tokenType", "Bearer");
        body.put("orgId", grant.orgId());
        body.put("sub", grant.sub());
        body.put("scope", grant.scope());
        body.put("ttlSeconds", grant.ttl().toSeconds());
        return LocalAnswer.json(200, body).with("Cache-Control", "no-store");
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
