package dev.trunkledger.local;

import org.jspecify.annotations.Nullable;

/** The stack cannot start; the message is one sentence for the person at the console. */
final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
