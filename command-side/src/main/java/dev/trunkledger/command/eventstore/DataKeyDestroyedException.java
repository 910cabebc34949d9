package dev.trunkledger.command.eventstore;

/** A secret was encrypted under a data key that does not exist any more; no such secret can be stored. */
public final class DataKeyDestroyedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataKeyDestroyedException(Throwable cause) {
        super("The data key of the credential was destroyed meanwhile", cause);
    }
}
