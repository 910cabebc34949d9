package dev.trunkledger.infrastructure;

import org.jspecify.annotations.Nullable;

/** A server could not be started or stopped; the message is one sentence for the person at the console. */
public final class InfrastructureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InfrastructureException(String message) {
        super(message);
    }

    public InfrastructureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
