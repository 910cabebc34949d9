package dev.trunkledger.command.rest;

import dev.trunkledger.command.secret.KeyStoreAwayException;
import dev.trunkledger.command.secret.KeyUnavailableException;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemSource;
import dev.trunkledger.http.ProblemType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says to callers that keys are out of reach, and to the operator alone which and why. */
@Component
final class KeyProblems implements ProblemSource {

    private static final Logger LOG = LoggerFactory.getLogger(KeyProblems.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Somebody has to see to it first. */
    private static final Duration LATER = Duration.ofSeconds(30);

    @Override
    public @Nullable ProblemException problemOf(Throwable failure) {
        return switch (failure) {
            case KeyStoreAwayException away -> {
                LOG.warn("A request was not carried out: {}", away.getMessage());
                yield unavailable(SOON);
            }
            case KeyUnavailableException missing -> {
                LOG.error("A request was not carried out: {}", missing.getMessage());
                yield unavailable(LATER);
            }
            default -> null;
        };
    }

    private static ProblemException unavailable(Duration retryAfter) {
        return new ProblemException(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The key that protects the password is out of reach at present.")
                .retryAfter(retryAfter);
    }
}
