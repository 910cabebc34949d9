package dev.trunkledger.command.secret;

/** A key is missing or not the right one; an operator has to see to it, and the text says how. */
public final class KeyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }
}
