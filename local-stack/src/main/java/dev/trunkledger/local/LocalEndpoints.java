package dev.trunkledger.local;

import dev.trunkledger.http.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths below /local, which no deployment but the local stack has. */
final class LocalEndpoints {
    static final String PREFIX = "/local/";

    private final LocalCallers callers;
    private final TokenEndpoint tokens;
    private final Map<String, Supplier<LocalAnswer>> readings;

    LocalEndpoints(int port, TokenMint mint, SideHealth health) {
        callers = new LocalCallers(port);
        tokens = new TokenEndpoint(callers, mint);
        readings = Map.of(PREFIX + "health", health::answer, PREFIX + "jwks.json", () -> publicKeys(mint));
    }

    LocalAnswer answer(LocalRequest request) {
        return request.path().equals(PREFIX + "tokens") ? tokens.answer(request) : read(request);
    }

    private LocalAnswer read(LocalRequest request) {
        String path = request.path();
        Optional<String> refusal = callers.refusal(request);
        if (refusal.isPresent()) {
            return LocalAnswer.forbidden(refusal.get(), path);
        }
        Supplier<LocalAnswer> reading = readings.get(path);
        if (reading == null) {
            return LocalAnswer.problem(
                    ProblemType.NOT_FOUND, "The local stack has /local/tokens, /local/jwks.json, /local/health.", path);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return LocalAnswer.problem(ProblemType.METHOD_NOT_ALLOWED, "This is read with GET.", path)
                    .with("Allow", "GET, HEAD");
        }
        return reading.get();
    }

    private static LocalAnswer publicKeys(TokenMint mint) {
        return new LocalAnswer(200, "application/jwk-set+json", Map.of(), mint.publicKeys());
    }
}
