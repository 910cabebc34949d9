package dev.trunkledger.command.access;

import org.jspecify.annotations.Nullable;

/** The secret could not be read, or that it was read could not be recorded. Nothing is shown. */
public final class RevealUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RevealUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
