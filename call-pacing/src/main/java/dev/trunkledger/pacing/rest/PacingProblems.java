package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemSource;
import dev.trunkledger.pacing.limits.LimitsUnknownException;
import dev.trunkledger.pacing.store.GatesUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fails closed: what cannot be counted must not start. */
@Component
final class PacingProblems implements ProblemSource {

    @Override
    public @Nullable ProblemException problemOf(Throwable failure) {
        return switch (failure) {
            case LimitsUnknownException _, GatesUnavailableException _ -> PermitProblems.unavailable();
            default -> null;
        };
    }
}
