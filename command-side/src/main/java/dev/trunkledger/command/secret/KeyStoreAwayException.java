package dev.trunkledger.command.secret;

/** The store that holds a key does not answer at present. Nobody has to change anything here: it is asked again. */
public final class KeyStoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the store and what it did, and nothing of what was sent or received */
    public KeyStoreAwayException(String message) {
        super(message);
    }
}
