package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.pacing.permits.PermitAnswer;
import java.time.Duration;
import java.util.List;

/** What keeps a call from starting, told so that the caller knows what to do. */
final class PermitProblems {

    private PermitProblems() {}

    /** With the fields of draft-ietf-httpapi-ratelimit-headers-10: the quota of a second, and when some of it is left. */
    static ProblemException refused(PermitAnswer.Refused refused) {
        Duration wait = Duration.ofMillis(refused.retryAfterMs());
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(
                        ProblemType.CPS_LIMIT_EXCEEDED,
                        "The calls cannot start within maxWaitMs; retryAfterMs says when they could.")
                .with("retryAfterMs", refused.retryAfterMs())
                .with("limit", refused.limit())
                .retryAfter(wait)
                .withHeader("RateLimit-Policy", "\"cps\";q=" + refused.limit() + ";w=1")
                .withHeader("RateLimit", "\"cps\";r=0;t=" + seconds);
    }

    static ProblemException neverFits(PermitAnswer.NeverFits never, int calls) {
        return new ProblemException(
                        ProblemType.VALIDATION_FAILED,
                        "So many calls never fit into maxWaitMs; errors says what would.")
                .withErrors(List.of(new FieldFault(
                        "/maxWaitMs",
                        "too-short",
                        calls + " calls at " + never.limit() + " per second need at least " + never.leastWaitMs()
                                + " ms.")));
    }

    static ProblemException deleted() {
        return new ProblemException(ProblemType.CREDENTIAL_DELETED, "The credential was deleted.");
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no credential with that id.");
    }

    static ProblemException unavailable() {
        return new ProblemException(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "Limits cannot be enforced at the moment, so no call may start; try again.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
