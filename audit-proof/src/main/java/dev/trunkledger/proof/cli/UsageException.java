package dev.trunkledger.proof.cli;

/** The command cannot do what it was told; the message says why. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
