package dev.trunkledger.command.eventstore;

import org.jspecify.annotations.Nullable;

/** The event store did not take the event in time. Whether it is stored after all, its Idempotency-Key will tell. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
