package dev.trunkledger.command.aggregate;

/** The command could not be carried out now; it may be sent again. */
public final class CommandUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
