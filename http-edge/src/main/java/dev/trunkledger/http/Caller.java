package dev.trunkledger.http;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the verified token says; a controller takes it as an argument.
 *
 * @param orgId organisation whose credentials the caller may see, 1–255 characters
 * @param sub subject of the token (RFC 9068)
 * @param clientId OAuth client that the caller used
 */
public record Caller(String orgId, String sub, @Nullable String clientId, Set<String> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    /** Answers 403 when the scope is missing: for a handler that finds only in the body that it needs a further one. */
    public void require(String scope) {
        requireOneOf(scope);
    }

    /** The refusal names the first. */
    void requireOneOf(String... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(this::has)) {
            String scope = anyOf[0];
            throw new ProblemException(ProblemType.INSUFFICIENT_SCOPE, "The token lacks the scope " + scope + ".")
                    .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        }
    }
}
