package dev.trunkledger.pacing.store;

import org.jspecify.annotations.Nullable;

/** Starts cannot be counted at the moment, so none may happen. */
public final class GatesUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatesUnavailableException(String why, @Nullable Throwable cause) {
        super(why, cause, false, false);
    }
}
